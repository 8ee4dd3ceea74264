package com.expacti.application.recording;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.secret.SecretBox;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.SessionId;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads recordings piece by piece, so that their length costs no memory. */
public final class ReadRecording {
    private final RecordingStore store;
    private final ChunkBox box;

    public ReadRecording(RecordingStore store, SecretBox box) {
        this.store = store;
        this.box = new ChunkBox(box);
    }

    /**
     * The file, asciicast v2, as far as it goes by now.
     *
     * @throws GateException {@code forbidden not_found}
     */
    public Iterator<byte[]> file(PersonCaller caller, SessionId session) {
        Authenticator.require(caller, Permission.SESSIONS_READ);
        Recording recording =
                store.recording(caller.org(), session).orElseThrow(() -> GateException.notFound("recording"));
        return pieces(caller.org(), recording);
    }

    /** The header's line, then chunk by chunk. */
    Iterator<byte[]> pieces(OrgId org, Recording recording) {
        return new Iterator<>() {
            private int next = -1;

            @Override
            public boolean hasNext() {
                return next < recording.chunks();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int number = next++;
                return number < 0 ? recording.header().bytes() : lines(org, recording.session(), number);
            }
        };
    }

    private byte[] lines(OrgId org, SessionId session, int number) {
        SealedChunk chunk = store.chunk(org, session, number)
                .orElseThrow(() -> new IllegalStateException("a chunk of a recording is missing"));
        return box.open(org, session, number, chunk);
    }
}
