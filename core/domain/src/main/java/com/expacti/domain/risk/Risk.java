package com.expacti.domain.risk;

import java.util.List;
import java.util.Set;

/**
 * What one command line risks.
 *
 * @param score 0–100, the factors' points added up and clamped
 * @param level the score's level
 * @param factors why, in the order they were found
 * @param runsMutableCode whether what runs can change between two approvals of the same text ({@code make}, {@code npm test}, {@code ./script})
 * @param kinds what it may do beyond its plain purpose
 */
public record Risk(int score, RiskLevel level, List<RiskFactor> factors, boolean runsMutableCode, Set<RiskKind> kinds) {
    public Risk {
        factors = List.copyOf(factors);
        kinds = Set.copyOf(kinds);
    }

    /** The risk these factors add up to. */
    public static Risk of(List<RiskFactor> factors, boolean runsMutableCode, Set<RiskKind> kinds) {
        int sum = factors.stream().mapToInt(RiskFactor::points).sum();
        int score = Math.clamp(sum, 0, 100);
        return new Risk(score, RiskLevel.of(score), factors, runsMutableCode, kinds);
    }
}
