package com.expacti.application.recording;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.SessionId;
import java.util.Optional;

/**
 * A session's recording as far as it goes.
 *
 * @param chunks how many there are, numbered from 0
 * @param bytes of all lines but the header's
 * @param lastMicros the moment of the last event
 * @param full it has reached its limit, and takes nothing more
 * @param sha256 of the whole file; there once the session was closed, and from then on nothing is added
 */
public record Recording(
        SessionId session,
        CastHeader header,
        int chunks,
        long events,
        long bytes,
        long lastMicros,
        boolean full,
        Optional<Digest> sha256) {
    public static Recording begun(SessionId session, CastHeader header) {
        return new Recording(session, header, 0, 0, 0, 0, false, Optional.empty());
    }

    /** Whether more can be added. */
    public boolean open() {
        return !full && sha256.isEmpty();
    }

    public Recording with(Next next) {
        return new Recording(
                session,
                header,
                chunks + 1,
                events + next.events(),
                bytes + next.bytes(),
                next.lastMicros(),
                next.full(),
                sha256);
    }

    public Recording sealed(Digest digest) {
        return new Recording(session, header, chunks, events, bytes, lastMicros, full, Optional.of(digest));
    }

    /** What is to be added. */
    public record Next(SealedChunk chunk, int events, long bytes, long lastMicros, boolean full) {}
}
