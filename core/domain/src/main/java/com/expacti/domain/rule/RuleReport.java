package com.expacti.domain.rule;

import com.expacti.domain.risk.Disguise;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.domain.rule.Coverage.Distance;
import com.expacti.domain.rule.Coverage.Miss;
import com.expacti.domain.rule.Coverage.Obstacle;
import com.expacti.domain.rule.Coverage.Part;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Works out how rules stand to one line. Bounded: only rules that name a part's program are looked at. */
final class RuleReport {
    /** Rules looked at for one part. */
    private static final int CANDIDATES_MAX = 200;

    private final Parsed line;
    private final MatchContext context;
    private final Function<LinePart, List<CompiledRule>> candidates;
    private final List<Miss> misses = new ArrayList<>();

    RuleReport(Parsed line, MatchContext context, Function<LinePart, List<CompiledRule>> candidates) {
        this.line = line;
        this.context = context;
        this.candidates = candidates;
    }

    Coverage of(List<CompiledRule> exactRules, Map<String, List<Integer>> denied) {
        LineShape shape = LineShape.of(line);
        List<String> exact = new ArrayList<>();
        for (CompiledRule rule : exactRules) {
            inapplicable(rule, 0)
                    .ifPresentOrElse(misses::add, () -> exact.add(rule.rule().id()));
        }
        List<Part> parts = new ArrayList<>();
        for (LinePart part : shape.parts().subList(0, Math.min(shape.parts().size(), LineShape.PARTS_MAX))) {
            parts.add(part(part, parts.size()));
        }
        return new Coverage(parts, obstacles(), exact, nearest(), denied);
    }

    private Part part(LinePart part, int index) {
        Risk risk = RiskScorer.scorePart(part.command(), context.cwd());
        List<String> covering = new ArrayList<>();
        List<CompiledRule> rules = candidates.apply(part);
        for (CompiledRule rule : rules.subList(0, Math.min(rules.size(), CANDIDATES_MAX))) {
            Optional<Miss> miss = rule.fits(part) ? unfit(rule, risk, index) : stopped(rule, part, index);
            if (miss.isPresent()) {
                misses.add(miss.get());
            } else if (rule.fits(part)) {
                covering.add(rule.rule().id());
            }
        }
        return new Part(part.command().span(), part.text(), risk, covering, part.refusal());
    }

    /** A rule whose pattern fits, and that still doesn't let the part through. */
    private Optional<Miss> unfit(CompiledRule rule, Risk risk, int part) {
        return inapplicable(rule, part)
                .or(() -> rule.exceededBy(risk).map(why -> miss(rule, part, Distance.RISK, Optional.empty(), why)));
    }

    private Optional<Miss> inapplicable(CompiledRule rule, int part) {
        if (!context.isIn(rule.rule().scope())) {
            String here = context.targetId().map(id -> "target:" + id).orElse("no target");
            String why =
                    "its scope is %s, this is %s".formatted(rule.rule().scope().format(), here);
            return Optional.of(miss(rule, part, Distance.SCOPE, Optional.empty(), why));
        }
        Optional<Miss> expired = rule.rule()
                .expiresAt()
                .filter(end -> !context.now().isBefore(end))
                .map(end -> miss(
                        rule,
                        part,
                        Distance.EXPIRED,
                        Optional.empty(),
                        "it expired " + ago(Duration.between(end, context.now()))));
        return expired.or(() -> rule.rule()
                .cwd()
                .filter(cwd -> !context.cwd().equals(Optional.of(cwd)))
                .map(cwd -> miss(
                        rule,
                        part,
                        Distance.CWD,
                        Optional.empty(),
                        context.cwd()
                                .map(here -> "cwd is %s, the rule wants %s".formatted(here, cwd))
                                .orElse("no cwd is given, the rule wants %s".formatted(cwd)))));
    }

    static String ago(Duration since) {
        if (since.toMinutes() < 1) {
            return since.toSeconds() + " s ago";
        }
        if (since.toHours() < 1) {
            return since.toMinutes() + " min ago";
        }
        return since.toDays() < 2 ? since.toHours() + " h ago" : since.toDays() + " days ago";
    }

    /** A rule for the same program whose pattern doesn't fit, where it comes near enough to tell. */
    private Optional<Miss> stopped(CompiledRule rule, LinePart part, int index) {
        if (part.refusal().isPresent()) {
            return Optional.empty();
        }
        GlobPattern.Stop stop = rule.stop(part);
        boolean samePlace = stop.wildcard() || stop.word() > 1 || rule.broad().matches(readingOf(part));
        if (!samePlace) {
            return Optional.empty();
        }
        Optional<Span> at = stop.word() < 0
                ? Optional.empty()
                : Optional.of(part.command().words().get(stop.word()).span());
        Distance distance = stop.wildcard() ? Distance.WILDCARD : Distance.WORD;
        return Optional.of(miss(rule, index, distance, at, stop.reason()));
    }

    private static BroadPattern.Reading readingOf(LinePart part) {
        return new BroadPattern.Reading(
                part.command().words().stream().map(MarkedWord::readable).toList(), List.of(part.text()));
    }

    private static Miss miss(CompiledRule rule, int part, Distance distance, Optional<Span> at, String reason) {
        return new Miss(rule.rule().id(), part, distance, at, reason);
    }

    /** The nearest misses, each rule once. */
    private List<Miss> nearest() {
        Set<String> seen = new HashSet<>();
        return misses.stream()
                .sorted(Comparator.comparing(Miss::distance).thenComparing(Miss::part))
                .filter(miss -> seen.add(miss.ruleId()))
                .limit(Coverage.MISSES_MAX)
                .toList();
    }

    private List<Obstacle> obstacles() {
        List<Obstacle> found = new ArrayList<>();
        int hidden = Disguise.hiddenCharacter(line.text());
        if (hidden >= 0) {
            found.add(
                    new Obstacle(
                            new Span(hidden, hidden + 1),
                            "it holds control, bidirectional or invisible characters; only an exact rule lets such text through"));
        }
        for (Node node : line.nodes()) {
            if (found.size() >= Coverage.OBSTACLES_MAX) {
                break;
            }
            LineShape.refusalOf(node).ifPresent(reason -> found.add(new Obstacle(node.span(), reason)));
            if (node instanceof SimpleCommand command) {
                LineShape.changesTheRest(command).ifPresent(reason -> found.add(new Obstacle(command.span(), reason)));
            }
        }
        return found;
    }
}
