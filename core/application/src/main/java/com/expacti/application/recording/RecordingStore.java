package com.expacti.application.recording;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The port to recordings. What is in one is only ever added to, and never read here: it comes and goes sealed. */
public interface RecordingStore {
    /** Begins the session's recording, unless there is one. */
    void begin(OrgId org, SessionId session, CastHeader header);

    /**
     * Adds what {@code next} makes of the recording as it is; nothing else is added to it meanwhile. The recording
     * afterwards; empty where it takes nothing more, or was never begun.
     *
     * @param next asked again where another was quicker: what counts is what it made last
     */
    Optional<Recording> append(OrgId org, SessionId session, Function<Recording, Recording.Next> next);

    Optional<Recording> recording(OrgId org, SessionId session);

    /** @param number from 0 */
    Optional<SealedChunk> chunk(OrgId org, SessionId session, int number);

    /** Recordings without a digest whose session was closed longer than {@code age} ago, of any org. */
    List<Ref> finished(Duration age, int limit);

    /**
     * Keeps the digest of a recording that has this many chunks, with an audit entry, and takes nothing more. False where it
     * has grown meanwhile, or has its digest: nothing changed.
     */
    boolean seal(OrgId org, SessionId session, int chunks, Digest sha256);

    /** A recording named across orgs. */
    record Ref(OrgId org, SessionId session) {}
}
