package com.expacti.domain.rule;

import java.util.List;

/**
 * What a set of rules says of one command line.
 *
 * @param denyRuleIds deny rules that stop it
 * @param allowRuleIds allow rules that together let the whole line through; empty unless every part of it is let through
 * @param nearMisses allow rules that almost did, at most {@value #NEAR_MISSES_MAX}
 */
public record RuleMatch(List<String> denyRuleIds, List<String> allowRuleIds, List<NearMiss> nearMisses) {
    public static final int NEAR_MISSES_MAX = 8;

    public RuleMatch {
        denyRuleIds = List.copyOf(denyRuleIds);
        allowRuleIds = List.copyOf(allowRuleIds);
        nearMisses = List.copyOf(nearMisses);
    }
}
