package com.expacti.adapters.aws.recording;

import com.expacti.adapters.aws.pending.Patience;
import com.expacti.application.failure.GateException;
import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealedChunk;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Recordings whose chunks are on S3 and whose rows are in another store, in which a chunk's digest stands in its place. A chunk is in the
 * bucket before its row is written, so that no row is without one; nothing is locked while S3 is asked. A chunk without a row, after a crash
 * or a race that was lost, is never read, and {@link Leftovers} removes it.
 */
public final class S3RecordingStore implements RecordingStore {
    /** Of those that add at once, one comes through each time. */
    private static final int ATTEMPTS = 64;

    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final Duration IN_ALL = Duration.ofSeconds(20);

    private final Chunks chunks;
    private final RecordingStore rows;

    /**
     * @param client built with {@link #patience}
     * @param rows knows which recordings there are, when their sessions ended, and the audit log
     */
    public S3RecordingStore(S3Client client, Bucket bucket, RecordingStore rows) {
        this.chunks = new Chunks(client, bucket);
        this.rows = rows;
    }

    /** What the client is built with: nobody waits for a recording, but what comes after it waits in memory. */
    public static ClientOverrideConfiguration patience() {
        return Patience.overrides(ONE_ANSWER, IN_ALL);
    }

    /** Ends a change of the rows that would be to another recording than the one its chunk was made for. */
    private static final class Moved extends RuntimeException {
        private Moved() {
            super("the recording has changed meanwhile", null, false, false);
        }
    }

    @Override
    public void begin(OrgId org, SessionId session, CastHeader header) {
        rows.begin(org, session, header);
    }

    @Override
    public Optional<Recording> append(OrgId org, SessionId session, Function<Recording, Recording.Next> next) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Recording> before = rows.recording(org, session).filter(Recording::open);
            if (before.isEmpty()) {
                return before;
            }
            try {
                return append(org, before.get(), next.apply(before.get()));
            } catch (Moved quicker) {
                continue;
            }
        }
        throw GateException.unavailable(new IllegalStateException("others were quicker each time"));
    }

    private Optional<Recording> append(OrgId org, Recording before, Recording.Next more) {
        Fingerprint chunk = Fingerprint.of(more.chunk());
        chunks.put(org, new Place(before.session(), before.chunks(), chunk), more.chunk());
        return rows.append(org, before.session(), now -> {
            if (!now.equals(before)) {
                throw new Moved();
            }
            return new Recording.Next(chunk.row(), more.events(), more.bytes(), more.lastMicros(), more.full());
        });
    }

    @Override
    public Optional<Recording> recording(OrgId org, SessionId session) {
        return rows.recording(org, session);
    }

    /** @throws IllegalStateException where the bucket holds other bytes than were stored */
    @Override
    public Optional<SealedChunk> chunk(OrgId org, SessionId session, int number) {
        return rows.chunk(org, session, number)
                .flatMap(row -> Fingerprint.read(row)
                        .map(chunk -> chunks.get(org, new Place(session, number, chunk)))
                        .orElse(Optional.of(row)));
    }

    @Override
    public List<Ref> finished(Duration age, int limit) {
        return rows.finished(age, limit);
    }

    @Override
    public boolean seal(OrgId org, SessionId session, int count, Digest sha256) {
        return rows.seal(org, session, count, sha256);
    }
}
