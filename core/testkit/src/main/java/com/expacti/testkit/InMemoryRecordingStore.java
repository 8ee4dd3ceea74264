package com.expacti.testkit;

import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealedChunk;
import com.expacti.application.recording.SealedEntry;
import com.expacti.application.session.Session;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Recordings in memory. */
public final class InMemoryRecordingStore implements RecordingStore {
    private final InMemoryDatabase database;

    public InMemoryRecordingStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public void begin(OrgId org, SessionId session, CastHeader header) {
        Recording _ =
                database.in(org, state -> state.recordings.computeIfAbsent(session, id -> Recording.begun(id, header)));
    }

    @Override
    public Optional<Recording> append(OrgId org, SessionId session, Function<Recording, Recording.Next> next) {
        return database.in(org, state -> {
            Optional<Recording> before =
                    Optional.ofNullable(state.recordings.get(session)).filter(Recording::open);
            return before.map(recording -> {
                Recording.Next more = next.apply(recording);
                state.chunks.put(new InMemoryOrg.ChunkPlace(session, recording.chunks()), more.chunk());
                Recording after = recording.with(more);
                state.recordings.put(session, after);
                return after;
            });
        });
    }

    @Override
    public Optional<Recording> recording(OrgId org, SessionId session) {
        return database.in(org, state -> Optional.ofNullable(state.recordings.get(session)));
    }

    @Override
    public Optional<SealedChunk> chunk(OrgId org, SessionId session, int number) {
        return database.in(
                org, state -> Optional.ofNullable(state.chunks.get(new InMemoryOrg.ChunkPlace(session, number))));
    }

    @Override
    public List<Ref> finished(Duration age, int limit) {
        Instant before = database.now().minus(age);
        return database.acrossOrgs(orgs -> orgs.stream()
                .flatMap(org -> org.recordings.values().stream()
                        .filter(recording -> recording.sha256().isEmpty())
                        .filter(recording -> Optional.ofNullable(org.sessions.get(recording.session()))
                                .flatMap(Session::closedAt)
                                .filter(closed -> !closed.isAfter(before))
                                .isPresent())
                        .map(recording -> new Ref(org.id(), recording.session())))
                .limit(limit)
                .toList());
    }

    @Override
    public boolean seal(OrgId org, SessionId session, int chunks, Digest sha256) {
        return database.in(org, state -> {
            Optional<Recording> recording = Optional.ofNullable(state.recordings.get(session))
                    .filter(r -> r.sha256().isEmpty() && r.chunks() == chunks);
            recording.ifPresent(r -> {
                state.recordings.put(session, r.sealed(sha256));
                long _ = state.append(SealedEntry.fill(state.draft(SealedEntry.EVENT, database.now()), r, sha256));
            });
            return recording.isPresent();
        });
    }
}
