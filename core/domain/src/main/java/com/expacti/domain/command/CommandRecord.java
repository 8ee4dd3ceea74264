package com.expacti.domain.command;

import com.expacti.domain.identity.UserId;
import com.expacti.domain.risk.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A command and what became of it, as stored.
 *
 * @param excluded who may not decide it, fixed at submission
 * @param deadline when its wait ends, extensions included; meaningful while undecided
 * @param escalation that nobody answered in time, so that others were asked as well; at most once
 */
public record CommandRecord(
        Submission submission,
        Risk risk,
        List<String> anomalyReasons,
        Set<UserId> excluded,
        Optional<Instant> deadline,
        Optional<Decision> decision,
        OptionalInt exitCode,
        OptionalLong durationMs,
        OptionalLong outputBytes,
        Optional<Escalation> escalation) {
    public CommandRecord {
        anomalyReasons = List.copyOf(anomalyReasons);
        excluded = Set.copyOf(excluded);
    }

    /** {@code pending} or the outcome. */
    public String status() {
        return decision.map(d -> d.outcome().literal()).orElse("pending");
    }
}
