package com.expacti.domain.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a command was decided, once.
 *
 * @param decidedBy the actor as the audit log has it, for example a person's e-mail or {@code system:timeout}
 * @param reviewers display names of the people whose votes decided
 * @param seq the number of the audit entry that holds it
 * @param latencyMs submission to decision
 * @param approval present when allowed
 */
public record Decision(
        Outcome outcome,
        Via via,
        Optional<String> comment,
        String decidedBy,
        List<String> reviewers,
        List<String> ruleIds,
        Optional<String> suggestedCommand,
        long seq,
        Instant decidedAt,
        long latencyMs,
        Optional<Approval> approval) {
    public Decision {
        reviewers = List.copyOf(reviewers);
        ruleIds = List.copyOf(ruleIds);
    }

    /** The right to run the command once. {@code spent} from the start where the submitter asked for that. */
    public record Approval(Instant expiresAt, boolean spent, long gateVersion) {}
}
