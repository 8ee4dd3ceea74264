package com.expacti.domain.explain;

import com.expacti.domain.decision.Assessment;
import com.expacti.domain.decision.Question;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.domain.rule.Coverage;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.rule.RuleSet;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Span;
import com.expacti.shell.Unparsed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What would have to change for a command to pass without a person. Whatever it promises it has tried. Used once. */
final class Remedies {
    static final int SENTENCES_MAX = 6;
    private static final int TRIALS_MAX = 4;
    private static final int SHOWN_MAX = 120;
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    /** A line that was read, and how the rules stand to it. */
    record Seen(Parsed line, Coverage coverage, MatchContext context) {}

    private final OrgView view;
    private final Question question;
    private final Assessment assessment;
    private final Optional<Seen> seen;
    private final List<String> sentences = new ArrayList<>();

    Remedies(OrgView view, Question question, Assessment assessment, Optional<Seen> seen) {
        this.view = view;
        this.question = question;
        this.assessment = assessment;
        this.seen = seen;
    }

    List<String> sentences() {
        switch (assessment.verdict()) {
            case Verdict.Allow allow -> allowed(allow);
            case Verdict.Refuse refuse -> refused(refuse);
            case Verdict.Review _ -> seen.ifPresentOrElse(this::reviewed, this::unread);
        }
        return List.copyOf(sentences.subList(0, Math.min(sentences.size(), SENTENCES_MAX)));
    }

    private void allowed(Verdict.Allow allow) {
        if (allow.ruleIds().isEmpty()) {
            sentences.add(
                    "Nothing has to change: it scores %d, below the %d under which the organisation lets commands through."
                            .formatted(
                                    assessment.risk().score(),
                                    view.settings().autoApproveBelow().orElse(0)));
        } else {
            sentences.add("Nothing has to change: the rules let it through.");
        }
    }

    private void refused(Verdict.Refuse refuse) {
        if (refuse.ruleIds().isEmpty()) {
            sentences.add("Nothing in the command: %s.".formatted(refuse.reason()));
            return;
        }
        for (String id : refuse.ruleIds()) {
            String pattern = view.rules()
                    .rule(id)
                    .map(rule -> " `" + shown(rule.pattern()) + "`")
                    .orElse("");
            String where = seen.flatMap(
                            each -> Optional.ofNullable(each.coverage().denied().get(id)))
                    .filter(parts -> !parts.isEmpty())
                    .map(parts ->
                            ", for the %s command, `%s`".formatted(ordinal(parts.getFirst()), text(parts.getFirst())))
                    .orElse("");
            sentences.add("Nothing: the deny rule%s stops it%s, and a deny rule beats every allow rule."
                    .formatted(pattern, where));
        }
    }

    private void unread() {
        if (question.parse() instanceof Unparsed unparsed) {
            sentences.add(
                    "It can't be read as a command: %s (near character %d). Such text always goes to a person; corrected, rules can speak of it."
                            .formatted(unparsed.reason(), unparsed.at() + 1));
        }
    }

    private void reviewed(Seen line) {
        obstacles(line);
        misses(line);
        missing(line);
        threshold();
        if (sentences.isEmpty()) {
            sentences.add("An exact rule for this very text would let it through.");
        }
    }

    /** Each thing that passes only by an exact rule, and what is left without it. */
    private void obstacles(Seen line) {
        List<Coverage.Obstacle> obstacles = line.coverage().obstacles();
        for (Coverage.Obstacle obstacle : obstacles.subList(0, Math.min(obstacles.size(), TRIALS_MAX))) {
            String piece = shown(obstacle.span().of(line.line().text()));
            String effect = obstacles.size() == 1 && passesWithout(line, obstacle.span())
                    ? "the rules let the rest through"
                    : "the rules can judge the rest";
            sentences.add("Without `%s` %s: %s.".formatted(piece, effect, obstacle.reason()));
        }
    }

    /** What the nearest rules would have let through. */
    private void misses(Seen line) {
        for (Coverage.Miss miss : line.coverage().misses()) {
            String rule = view.rules()
                    .rule(miss.ruleId())
                    .map(each -> "`" + shown(each.pattern()) + "`")
                    .orElse(miss.ruleId());
            switch (miss.distance()) {
                case SCOPE ->
                    sentences.add(
                            "The rule %s would cover it here if its scope did: %s.".formatted(rule, miss.reason()));
                case EXPIRED ->
                    sentences.add("Renewing the rule %s would let it through: %s.".formatted(rule, miss.reason()));
                case CWD ->
                    sentences.add(
                            "In the directory of the rule %s it would cover it: %s.".formatted(rule, miss.reason()));
                case RISK ->
                    sentences.add(
                            "The rule %s would cover it with a higher `max_risk`, or with this command among its examples: %s."
                                    .formatted(rule, miss.reason()));
                case WILDCARD ->
                    miss.at()
                            .filter(word -> passesWithout(line, word))
                            .ifPresent(word -> sentences.add("Without `%s` the rule %s lets it through."
                                    .formatted(shown(word.of(line.line().text())), rule)));
                case WORD -> {}
            }
        }
    }

    /** Parts that no rule covers. */
    private void missing(Seen line) {
        List<Coverage.Part> parts = line.coverage().parts();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).coveredBy().isEmpty()) {
                open.add(i);
            }
        }
        if (open.isEmpty()) {
            together(line);
        } else if (open.size() == 1 && isHigh(parts.get(open.getFirst()))) {
            Coverage.Part part = parts.get(open.getFirst());
            sentences.add(
                    "No rule covers `%s`, which is %s (%d) by itself: that is better left to people than to a rule."
                            .formatted(
                                    shown(part.text()),
                                    part.risk().level(),
                                    part.risk().score()));
        } else if (open.size() == 1 && passesWith(line, open.getFirst())) {
            int part = open.getFirst();
            sentences.add(
                    parts.size() == 1
                            ? "A rule `%s` would let it through.".formatted(text(part))
                            : "A rule `%s` for the %s command would let the whole line through."
                                    .formatted(text(part), ordinal(part)));
        } else if (parts.size() > 1) {
            List<String> names = open.stream()
                    .limit(3)
                    .map(i -> "the %s (`%s`)".formatted(ordinal(i), text(i)))
                    .toList();
            String more = open.size() > 3 ? " and %d more".formatted(open.size() - 3) : "";
            sentences.add("No rule covers %s%s.".formatted(String.join(", ", names), more));
        }
    }

    private static boolean isHigh(Coverage.Part part) {
        return part.risk().score() >= RiskLevel.HIGH.from();
    }

    private void together(Seen line) {
        if (line.coverage().obstacles().isEmpty() && line.coverage().parts().size() > 1) {
            sentences.add(
                    "Rules cover every command by itself; together they score %d, more than those rules let through. One at a time they pass."
                            .formatted(assessment.risk().score()));
        }
    }

    private void threshold() {
        OptionalInt below = view.settings().autoApproveBelow();
        if (below.isPresent() && assessment.risk().score() >= below.getAsInt()) {
            sentences.add("It scores %d; the organisation lets commands below %d through."
                    .formatted(assessment.risk().score(), below.getAsInt()));
        }
    }

    private boolean passesWithout(Seen line, Span span) {
        String text = line.line().text();
        String left = text.substring(0, span.from()).stripTrailing();
        String rest = (left + " " + text.substring(span.to()).stripLeading()).strip();
        return passes(view.rules(), ShellParser.parse(rest), line.context());
    }

    /** Whether the line passes with one more rule: the words of this part as they stand. */
    private boolean passesWith(Seen line, int part) {
        Set<Rule> rules = new LinkedHashSet<>();
        for (Coverage.Part each : line.coverage().parts()) {
            each.coveredBy().forEach(id -> view.rules().rule(id).ifPresent(rules::add));
        }
        rules.add(literal(line.coverage().parts().get(part).text()));
        return passes(RuleSet.of(rules), line.line(), line.context());
    }

    private static Rule literal(String pattern) {
        return new Rule(
                "",
                RuleEffect.ALLOW,
                PatternType.GLOB,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "",
                false,
                Set.of());
    }

    private boolean passes(RuleSet rules, Parse parse, MatchContext context) {
        Environment environment =
                view.target(question.target()).map(Target::environment).orElse(Environment.NONE);
        Risk risk = RiskScorer.score(parse, environment, question.cwd());
        var match = rules.match(parse, risk, context);
        return !match.allowRuleIds().isEmpty() && match.denyRuleIds().isEmpty();
    }

    private String text(int part) {
        return seen.map(each -> shown(each.coverage().parts().get(part).text())).orElse("");
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    private static String ordinal(int index) {
        return index < ORDINALS.size() ? ORDINALS.get(index) : "%dth".formatted(index + 1);
    }
}
