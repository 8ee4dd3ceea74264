package com.expacti.domain.rule;

import java.util.List;

/**
 * What a set of rules says of one command line.
 *
 * @param denyRuleIds deny rules that stop it
 * @param allowRuleIds allow rules that together let the whole line through; empty unless every part of it is let through
 * @param nearMisses allow rules that almost did, at most {@value #NEAR_MISSES_MAX}
 * @param overBudget whether matching would have taken more steps than it may: deny rules that were not tried may stop the
 *     line too, and no allow rule lets it through
 */
public record RuleMatch(
        List<String> denyRuleIds, List<String> allowRuleIds, List<NearMiss> nearMisses, boolean overBudget) {
    public static final int NEAR_MISSES_MAX = 8;

    public RuleMatch {
        denyRuleIds = List.copyOf(denyRuleIds);
        allowRuleIds = List.copyOf(allowRuleIds);
        nearMisses = List.copyOf(nearMisses);
    }

    public RuleMatch(List<String> denyRuleIds, List<String> allowRuleIds, List<NearMiss> nearMisses) {
        this(denyRuleIds, allowRuleIds, nearMisses, false);
    }

    static RuleMatch overBudget(List<String> denyRuleIds) {
        return new RuleMatch(denyRuleIds, List.of(), List.of(), true);
    }
}
