package com.expacti.domain.policy;

import com.expacti.domain.identity.UserId;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;

/**
 * A policy and where it holds: the commands its pattern covers, read broadly, in its scope, from a level of risk
 * upwards.
 *
 * @param createdBy who made it
 * @param createdAt when it was made, which an edit leaves as it is
 */
public record ScopedPolicy(
        String id,
        ApprovalPolicy policy,
        PatternType patternType,
        String pattern,
        RuleScope scope,
        RiskLevel minRiskLevel,
        UserId createdBy,
        Instant createdAt) {

    /** Whether it holds in that place at all, whatever the command. */
    boolean holdsIn(Place place) {
        return switch (scope) {
            case RuleScope.Global() -> true;
            case RuleScope.Group(String group) -> place.groupIds().contains(group);
            case RuleScope.Target(String target) ->
                place.target().filter(id -> id.value().equals(target)).isPresent();
        };
    }

    boolean holdsAt(RiskLevel level) {
        return minRiskLevel.compareTo(level) <= 0;
    }
}
