package com.expacti.domain.policy;

import com.expacti.domain.rule.RuleScope;
import java.util.Comparator;
import java.util.List;

/**
 * The written order of policies, most specific first: target over group over global, then exact over glob over regex,
 * then the longer literal prefix, then the higher minimum risk, then the newer. Of two made at one moment the one with
 * the greater id is the newer, so that no two are ever equal.
 */
enum Specificity {
    SCOPE("its scope is narrower", Comparator.comparingInt(ranked -> scope(ranked.policy()))),
    PATTERN_TYPE(
            "its pattern type comes first (exact, then glob, then regex)",
            Comparator.comparingInt(ranked -> -ranked.policy().patternType().ordinal())),
    LITERAL_PREFIX("its literal prefix is longer", Comparator.comparingInt(PolicySet.Ranked::prefixLength)),
    MIN_RISK(
            "its minimum risk is higher",
            Comparator.comparing(ranked -> ranked.policy().minRiskLevel())),
    AGE(
            "it is newer",
            Comparator.<PolicySet.Ranked, java.time.Instant>comparing(
                            ranked -> ranked.policy().createdAt())
                    .thenComparing(ranked -> ranked.policy().id()));

    static final Comparator<PolicySet.Ranked> MOST_SPECIFIC_FIRST = List.of(values()).stream()
            .map(each -> each.order)
            .reduce(Comparator::thenComparing)
            .orElseThrow()
            .reversed();

    private final String reason;
    private final Comparator<PolicySet.Ranked> order;

    Specificity(String reason, Comparator<PolicySet.Ranked> order) {
        this.reason = reason;
        this.order = order;
    }

    /** Why the first comes before the second. */
    static String why(PolicySet.Ranked first, PolicySet.Ranked second) {
        for (Specificity each : values()) {
            if (each.order.compare(first, second) != 0) {
                return each.reason;
            }
        }
        return "it is the same";
    }

    private static int scope(ScopedPolicy policy) {
        return switch (policy.scope()) {
            case RuleScope.Global() -> 0;
            case RuleScope.Group(String _) -> 1;
            case RuleScope.Target(String _) -> 2;
        };
    }
}
