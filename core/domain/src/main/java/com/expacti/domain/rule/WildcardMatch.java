package com.expacti.domain.rule;

import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One line against the glob and regex rules that may let it through. Used once. */
final class WildcardMatch {
    private final LineShape shape;
    private final Risk line;
    private final MatchContext context;
    private final List<NearMiss> nearMisses = new ArrayList<>();

    WildcardMatch(LineShape shape, Risk line, MatchContext context) {
        this.shape = shape;
        this.line = line;
        this.context = context;
    }

    /** The rules that together let every part through, or one that lets the whole line through; empty if none do. */
    List<String> allow(Function<LinePart, List<CompiledRule>> candidates) {
        if (shape.parts().isEmpty()) {
            return List.of();
        }
        List<String> byPart = byPart(candidates);
        return byPart.isEmpty() ? byLine(candidates) : byPart;
    }

    private List<String> byPart(Function<LinePart, List<CompiledRule>> candidates) {
        Set<String> ids = new LinkedHashSet<>();
        List<Ceiling> ceilings = new ArrayList<>();
        for (LinePart part : shape.parts()) {
            Optional<CompiledRule> found = firstFor(part, candidates.apply(part));
            if (found.isEmpty()) {
                return List.of();
            }
            ids.add(found.get().rule().id());
            found.get().ceiling().ifPresent(ceilings::add);
        }
        return lineIsWithin(ceilings, ids) ? List.copyOf(ids) : List.of();
    }

    private Optional<CompiledRule> firstFor(LinePart part, List<CompiledRule> candidates) {
        Optional<Risk> risk = Optional.empty();
        for (CompiledRule rule : candidates) {
            if (!rule.applies(context) || !rule.fits(part)) {
                continue;
            }
            if (risk.isEmpty()) {
                risk = Optional.of(RiskScorer.scorePart(part.command(), context.cwd()));
            }
            Optional<String> exceeded = rule.exceededBy(risk.get());
            if (exceeded.isEmpty()) {
                return Optional.of(rule);
            }
            miss(rule, exceeded.get());
        }
        return Optional.empty();
    }

    /** The whole line, with what its parts add up to, stays below the highest ceiling over any of them. */
    private boolean lineIsWithin(List<Ceiling> ceilings, Set<String> ids) {
        for (Ceiling ceiling : ceilings) {
            if (ceiling.counted(line) <= ceiling.scoreMax()) {
                return true;
            }
        }
        ids.forEach(id -> nearMisses.add(new NearMiss(
                id, "the line as a whole is riskier (%d) than its rules let through".formatted(line.score()))));
        return false;
    }

    private List<String> byLine(Function<LinePart, List<CompiledRule>> candidates) {
        if (shape.parts().size() < 2 || shape.operators().isEmpty()) {
            return List.of();
        }
        for (CompiledRule rule : candidates.apply(shape.parts().getFirst())) {
            if (rule.applies(context) && rule.fitsLine(shape)) {
                Optional<Ceiling> ceiling = rule.ceiling();
                Optional<String> exceeded = partsExceed(rule);
                if (exceeded.isEmpty()
                        && ceiling.isPresent()
                        && ceiling.get().counted(line) <= ceiling.get().scoreMax()) {
                    return List.of(rule.rule().id());
                }
                miss(
                        rule,
                        exceeded.orElse("the line as a whole is riskier (%d) than the rule lets through"
                                .formatted(line.score())));
            }
        }
        return List.of();
    }

    private Optional<String> partsExceed(CompiledRule rule) {
        for (LinePart part : shape.parts()) {
            Optional<String> exceeded = rule.exceededBy(RiskScorer.scorePart(part.command(), context.cwd()));
            if (exceeded.isPresent()) {
                return exceeded;
            }
        }
        return Optional.empty();
    }

    /** Rules whose pattern, read broadly, covers a part that they don't let through, with why. */
    List<NearMiss> nearMisses(Function<LinePart, List<CompiledRule>> candidates) {
        for (LinePart part : shape.parts()) {
            BroadPattern.Reading reading = new BroadPattern.Reading(
                    part.command().words().stream().map(MarkedWord::readable).toList(), List.of(part.text()));
            for (CompiledRule rule : candidates.apply(part)) {
                if (nearMisses.size() >= RuleMatch.NEAR_MISSES_MAX) {
                    return List.copyOf(nearMisses);
                }
                if (rule.broad().matches(reading) && !isFine(rule, part)) {
                    miss(rule, shape.refusal().orElseGet(() -> rule.whyNot(part, context)));
                } else if (shape.parts().size() > 1 && isFine(rule, part)) {
                    miss(
                            rule,
                            shape.refusal()
                                    .orElse("it covers `%s`, but no rule covers every other part"
                                            .formatted(part.text())));
                }
            }
        }
        return List.copyOf(nearMisses);
    }

    /** Those found so far. */
    List<NearMiss> knownMisses() {
        return List.copyOf(nearMisses);
    }

    private boolean isFine(CompiledRule rule, LinePart part) {
        return shape.refusal().isEmpty() && rule.applies(context) && rule.fits(part);
    }

    private void miss(CompiledRule rule, String reason) {
        boolean known = nearMisses.stream()
                .anyMatch(miss -> miss.ruleId().equals(rule.rule().id()));
        if (!known && nearMisses.size() < RuleMatch.NEAR_MISSES_MAX) {
            nearMisses.add(new NearMiss(rule.rule().id(), reason));
        }
    }
}
