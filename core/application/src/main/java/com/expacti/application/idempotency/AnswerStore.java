package com.expacti.application.idempotency;

import com.expacti.domain.identity.OrgId;
import java.time.Duration;
import java.util.List;

/**
 * The port that remembers writes by the keys their callers gave them.
 *
 * <p>INVARIANT: between {@link #begin} saying {@code Fresh} and {@link #release}, or a day going by, nobody else is told
 * {@code Fresh} for the same key of the same credential.
 */
public interface AnswerStore {
    /** How long an answer is kept. */
    Duration KEPT = Duration.ofHours(24);

    /** No write takes longer: after that, one without an end is lost. */
    Duration LONGEST = Duration.ofMinutes(2);

    /** Durable before it returns. */
    Begun begin(Asked asked);

    /** It was done. */
    void keep(Asked asked, KeptAnswer answer);

    /** It was done, and its answer is nothing to keep. */
    void finish(Asked asked);

    /** It was refused and nothing was done: the key is free again. */
    void release(Asked asked);

    /** Some orgs that have answers older than {@link #KEPT}. */
    List<OrgId> withOld(int most);

    /** Drops some of an org's answers older than {@link #KEPT}, and says how many. */
    int forget(OrgId org, int most);
}
