package com.expacti.application.recording;

import com.expacti.application.secret.SecretBox;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;

/** Seals chunks for their place: one of another org, session or number does not open. */
final class ChunkBox {
    private final SecretBox box;

    ChunkBox(SecretBox box) {
        this.box = box;
    }

    SealedChunk seal(OrgId org, SessionId session, int number, byte[] lines) {
        return new SealedChunk(box.seal(lines, context(org, session, number)));
    }

    /** @throws IllegalStateException for what was not sealed for this place, or was changed */
    byte[] open(OrgId org, SessionId session, int number, SealedChunk chunk) {
        return box.open(chunk.bytes(), context(org, session, number));
    }

    /** Identifiers hold no line feed, so no two places share one. */
    private static String context(OrgId org, SessionId session, int number) {
        return "recording\n" + org.value() + "\n" + session.value() + "\n" + number;
    }
}
