package com.expacti.domain.risk;

import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The code of the factor that a line has which takes more work to judge than may be spent on one. */
    private static final String OVER_BUDGET = "over_budget";

    /** What is said of a line that could not be scored in time: the worst, since nobody looked at all of it. */
    static Risk unscored(Span whole) {
        return of(List.of(overBudget(Optional.of(whole))), true, Set.of(RiskKind.values()));
    }

    private static RiskFactor overBudget(Optional<Span> span) {
        return new RiskFactor(OVER_BUDGET, "Too much to judge automatically", RiskTable.OVER_BUDGET, span);
    }

    /** The same line, once it showed that rules could not be matched in time either. */
    public Risk overBudget() {
        if (isOverBudget()) {
            return this;
        }
        List<RiskFactor> more = new ArrayList<>(factors);
        more.add(overBudget(Optional.empty()));
        return of(more, true, Set.of(RiskKind.values()));
    }

    /** Whether judging it took more work than may be spent on one line; then only people let it through. */
    public boolean isOverBudget() {
        return factors.stream().anyMatch(factor -> factor.code().equals(OVER_BUDGET));
    }

    /** The risk these factors add up to. */
    public static Risk of(List<RiskFactor> factors, boolean runsMutableCode, Set<RiskKind> kinds) {
        int sum = factors.stream().mapToInt(RiskFactor::points).sum();
        int score = Math.clamp(sum, 0, 100);
        return new Risk(score, RiskLevel.of(score), factors, runsMutableCode, kinds);
    }
}
