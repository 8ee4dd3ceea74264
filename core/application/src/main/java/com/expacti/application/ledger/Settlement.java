package com.expacti.application.ledger;

import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decision that was judged and is to become true.
 *
 * @param claim present where the command is not stored yet: both happen in the one transaction
 * @param timing when it holds, by the store's clock
 * @param remember a rule to be made along with it
 */
public record Settlement(
        CommandId command,
        Optional<Claim> claim,
        Outcome outcome,
        Via via,
        Optional<String> comment,
        String decidedBy,
        List<String> reviewers,
        Set<UserId> approvers,
        List<String> ruleIds,
        Optional<String> suggestedCommand,
        Timing timing,
        Optional<Rule> remember) {
    public Settlement {
        reviewers = List.copyOf(reviewers);
        approvers = Set.copyOf(approvers);
        ruleIds = List.copyOf(ruleIds);
    }

    /** A settlement in which no person had a part. */
    public static Settlement byRule(
            CommandId command, Optional<Claim> claim, Outcome outcome, Via via, List<String> ruleIds) {
        return new Settlement(
                command,
                claim,
                outcome,
                via,
                Optional.empty(),
                "system:" + via.literal(),
                List.of(),
                Set.of(),
                ruleIds,
                Optional.empty(),
                new Timing.Whenever(),
                Optional.empty());
    }

    /** The same command, turned away because the plan has none left this month. */
    public Settlement usedUp(String reason) {
        return byRule(command, claim, Outcome.BLOCKED, Via.PLAN_LIMIT, List.of())
                .withComment(reason);
    }

    public Settlement withComment(String text) {
        return new Settlement(
                command,
                claim,
                outcome,
                via,
                Optional.of(text),
                decidedBy,
                reviewers,
                approvers,
                ruleIds,
                suggestedCommand,
                timing,
                remember);
    }
}
