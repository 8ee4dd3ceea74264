package com.expacti.adapters.aws.recording;

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

/** The store of the rows, and what happens before it gets the row of a chunk that is in the bucket. */
final class Interposed implements RecordingStore {
    private final RecordingStore rows;
    private Runnable once = () -> {};

    Interposed(RecordingStore rows) {
        this.rows = rows;
    }

    void beforeTheNextRow(Runnable happens) {
        once = happens;
    }

    @Override
    public void begin(OrgId org, SessionId session, CastHeader header) {
        rows.begin(org, session, header);
    }

    @Override
    public Optional<Recording> append(OrgId org, SessionId session, Function<Recording, Recording.Next> next) {
        Runnable happens = once;
        once = () -> {};
        happens.run();
        return rows.append(org, session, next);
    }

    @Override
    public Optional<Recording> recording(OrgId org, SessionId session) {
        return rows.recording(org, session);
    }

    @Override
    public Optional<SealedChunk> chunk(OrgId org, SessionId session, int number) {
        return rows.chunk(org, session, number);
    }

    @Override
    public List<Ref> finished(Duration age, int limit) {
        return rows.finished(age, limit);
    }

    @Override
    public boolean seal(OrgId org, SessionId session, int chunks, Digest sha256) {
        return rows.seal(org, session, chunks, sha256);
    }
}
