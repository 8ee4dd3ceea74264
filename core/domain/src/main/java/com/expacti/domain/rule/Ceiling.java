package com.expacti.domain.rule;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskFactor;
import com.expacti.domain.risk.RiskKind;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How far a glob or regex rule lets a command stray from what its author saw (protocol, "Risk ceiling").
 *
 * @param scoreMax the highest score, 0–100
 * @param stated whether the author gave that number, so that it is held against the score on the very target; a default
 *     is held against the score without a target, since the author's examples had none
 * @param kinds what the author's examples already did
 */
record Ceiling(int scoreMax, boolean stated, Set<RiskKind> kinds) {
    /** Of a rule whose own ceiling takes too long to work out: it lets nothing through that risks anything. */
    static final Ceiling LOWEST = new Ceiling(0, true, Set.of());

    static final int ABOVE_EXAMPLES = 10;
    static final int REGEX_WITHOUT_EXAMPLES = 49;

    Ceiling {
        kinds = Set.copyOf(kinds);
    }

    /** The ceiling that examples set: {@value #ABOVE_EXAMPLES} above the highest score among them, unless one is stated. */
    static Ceiling ofExamples(OptionalInt maxRisk, List<String> examples, Optional<String> cwd) {
        int highest = 0;
        Set<RiskKind> kinds = EnumSet.noneOf(RiskKind.class);
        for (String example : examples) {
            Risk risk = seen(RiskScorer.score(ShellParser.parse(example), Environment.NONE, cwd));
            highest = Math.max(highest, risk.score());
            kinds.addAll(risk.kinds());
        }
        return new Ceiling(maxRisk.orElse(above(highest)), maxRisk.isPresent(), kinds);
    }

    /** The ceiling of a glob without examples: its skeleton stands for them. */
    static Ceiling ofSkeleton(OptionalInt maxRisk, GlobPattern pattern, Optional<String> cwd) {
        if (!(ShellParser.parse(pattern.skeleton()) instanceof Parsed skeleton)) {
            return new Ceiling(maxRisk.orElse(0), maxRisk.isPresent(), Set.of());
        }
        Risk risk = seen(RiskScorer.scoreSkeleton(skeleton, pattern.literalWords(), cwd));
        return new Ceiling(maxRisk.orElse(above(risk.score())), maxRisk.isPresent(), risk.kinds());
    }

    /** The ceiling of a regex without examples: a fixed score, and what the words it writes out already do. */
    static Ceiling ofRegex(OptionalInt maxRisk, RegexText text, Optional<String> cwd) {
        Set<RiskKind> kinds = text.program().isPresent()
                ? seen(RiskScorer.score(ShellParser.parse(text.skeleton()), Environment.NONE, cwd))
                        .kinds()
                : Set.of();
        return new Ceiling(maxRisk.orElse(REGEX_WITHOUT_EXAMPLES), maxRisk.isPresent(), kinds);
    }

    /** What takes too long to judge vouches for nothing. */
    private static Risk seen(Risk risk) {
        return risk.isOverBudget() ? Risk.of(List.of(), true, Set.of()) : risk;
    }

    private static int above(int score) {
        return Math.min(100, score + ABOVE_EXAMPLES);
    }

    /** Why a command is above it; empty where it isn't. */
    Optional<String> exceededBy(Risk part) {
        if (part.score() > scoreMax) {
            return Optional.of("its risk is %d, the rule lets through up to %d".formatted(part.score(), scoreMax));
        }
        List<String> more = new ArrayList<>();
        for (RiskKind kind : part.kinds()) {
            if (!kinds.contains(kind)) {
                more.add(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of("it %s, which the rule's examples don't"
                        .formatted(String.join(", ", more.stream().sorted().toList())));
    }

    /** The line's score as this ceiling counts it. */
    int counted(Risk line) {
        return stated ? line.score() : withoutTarget(line);
    }

    private static int withoutTarget(Risk line) {
        int sum = 0;
        for (RiskFactor factor : line.factors()) {
            sum += factor.span().isPresent() ? factor.points() : 0;
        }
        return Math.clamp(sum, 0, 100);
    }
}
