package com.expacti.domain.rule;

import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All rules of one org at one moment. Immutable. Rules are found by the whole text (exact) or by the program they name,
 * so that thousands of them cost a line no more than the few that speak of its programs.
 */
public final class RuleSet {
    private static final Comparator<CompiledRule> MOST_VOTES_FIRST =
            Comparator.comparingInt(each -> -each.rule().votesBehind().size());

    private static final String ANY_PROGRAM = "";

    /** Longer lines pass only by an exact rule: what nobody reads to its end, nobody meant by a wildcard. */
    static final int WILDCARD_CHARACTERS_MAX = 8_192;

    /** Beyond these steps matching is over budget: see {@link Effort}. */
    static final long STEPS_MAX = 2_000_000;

    private static final long NEAR_MISS_STEPS_MAX = 400_000;

    /** How far near misses are looked for. A verdict needs none; finding them costs as much as the verdict itself. */
    private enum Misses {
        MET_ON_THE_WAY,
        SOUGHT
    }

    private static final RuleMatch NOTHING = new RuleMatch(List.of(), List.of(), List.of());

    private final Map<String, List<CompiledRule>> allowExact = new HashMap<>();
    private final Map<String, List<CompiledRule>> allowByProgram = new HashMap<>();
    private final DenyRules deny;
    private final Map<String, InvalidRule> disabled;
    private final int size;
    private final List<Rule> all;

    private RuleSet(Collection<Rule> all, List<CompiledRule> rules, Map<String, InvalidRule> disabled) {
        this.all = List.copyOf(all);
        this.disabled = Map.copyOf(disabled);
        this.size = rules.size();
        this.deny = new DenyRules(rules.stream()
                .filter(each -> each.rule().effect() == RuleEffect.DENY)
                .toList());
        rules.stream().filter(each -> each.rule().effect() == RuleEffect.ALLOW).forEach(this::index);
    }

    /** Makes the set. A bad rule is left out and named by {@link #disabled()}; its neighbours are unaffected. */
    public static RuleSet of(Collection<Rule> rules) {
        List<CompiledRule> compiled = new ArrayList<>(rules.size());
        Map<String, InvalidRule> disabled = new LinkedHashMap<>();
        for (Rule rule : rules) {
            try {
                compiled.add(CompiledRule.compile(rule));
            } catch (InvalidRule bad) {
                disabled.put(rule.id(), bad);
            }
        }
        // Where several rules let the same part through, the one with the most votes behind it is named.
        compiled.sort(MOST_VOTES_FIRST);
        return new RuleSet(rules, compiled, disabled);
    }

    private void index(CompiledRule compiled) {
        boolean exact = compiled.rule().patternType() == PatternType.EXACT;
        Map<String, List<CompiledRule>> map = exact ? allowExact : allowByProgram;
        String key = exact ? compiled.rule().pattern() : allowKey(compiled);
        map.computeIfAbsent(key, each -> new ArrayList<>()).add(compiled);
    }

    /** Rules that name a subcommand are found by both words: most rules of an org speak of a handful of programs. */
    private static String allowKey(CompiledRule compiled) {
        String program = compiled.program().orElse(ANY_PROGRAM);
        return program.isEmpty()
                ? ANY_PROGRAM
                : compiled.secondWord().map(second -> key(program, second)).orElse(program);
    }

    private static String key(String program, String second) {
        return program + '\0' + second;
    }

    /** Rules that match nothing because they are bad, by id, with what is wrong. */
    public Map<String, InvalidRule> disabled() {
        return disabled;
    }

    /** Every rule as it was stored, also those that match nothing. */
    public List<Rule> all() {
        return all;
    }

    /** How many rules are in force. */
    public int size() {
        return size;
    }

    /**
     * What these rules say of a line.
     *
     * @param risk what {@link RiskScorer} said of the same line, on its target
     */
    public RuleMatch match(Parse parse, Risk risk, MatchContext context) {
        return match(parse, risk, context, _ -> true);
    }

    /** As above, where only those allow rules count that {@code counts} accepts. */
    public RuleMatch match(Parse parse, Risk risk, MatchContext context, Predicate<Rule> counts) {
        return match(parse, risk, context, counts, Misses.MET_ON_THE_WAY);
    }

    /** As {@link #match}, with the rules that nearly let it through: for people who wonder why none did. */
    RuleMatch explained(Parse parse, Risk risk, MatchContext context) {
        return match(parse, risk, context, _ -> true, Misses.SOUGHT);
    }

    private RuleMatch match(Parse parse, Risk risk, MatchContext context, Predicate<Rule> counts, Misses misses) {
        DenyRules.Denial denial = deny.denial(parse, context);
        if (denial.overBudget()) {
            return RuleMatch.overBudget(denial.ruleIds());
        }
        return Effort.within(STEPS_MAX, () -> allowed(parse, risk, context, counts, misses))
                .map(allowed -> new RuleMatch(denial.ruleIds(), allowed.allowRuleIds(), allowed.nearMisses()))
                .orElseGet(() -> RuleMatch.overBudget(denial.ruleIds()));
    }

    private RuleMatch allowed(Parse parse, Risk risk, MatchContext context, Predicate<Rule> counts, Misses misses) {
        if (!(parse instanceof Parsed parsed)) {
            return NOTHING;
        }
        List<String> exact = exact(parsed, context, counts);
        boolean done =
                !exact.isEmpty() || allowByProgram.isEmpty() || parsed.text().length() > WILDCARD_CHARACTERS_MAX;
        return done ? new RuleMatch(List.of(), exact, List.of()) : wildcards(parsed, risk, context, counts, misses);
    }

    /** How these rules stand to each part of a line, for explanations. */
    public Coverage coverage(Parsed parsed, MatchContext context) {
        Map<String, List<Integer>> denied = new LinkedHashMap<>();
        for (String id : deny.denial(parsed, context).ruleIds()) {
            denied.put(id, partsMatching(parsed, id));
        }
        return new RuleReport(parsed, context, part -> candidates(part, _ -> true))
                .of(allowExact.getOrDefault(parsed.text(), List.of()), denied);
    }

    private List<Integer> partsMatching(Parsed parsed, String ruleId) {
        List<Integer> parts = new ArrayList<>();
        List<SimpleCommand> commands = parsed.simpleCommands();
        for (CompiledRule rule : deny.all()) {
            for (int i = 0;
                    rule.rule().id().equals(ruleId) && i < Math.min(commands.size(), LineShape.PARTS_MAX);
                    i++) {
                Parse alone = ShellParser.parse(commands.get(i).span().of(parsed.text()));
                if (rule.broad().matches(BroadPattern.Line.widely(alone))) {
                    parts.add(i);
                }
            }
        }
        return List.copyOf(parts);
    }

    /** A rule that is in force, by its id. */
    public Optional<Rule> rule(String id) {
        return Stream.concat(
                        Stream.of(allowExact, allowByProgram)
                                .flatMap(map -> map.values().stream())
                                .flatMap(List::stream),
                        deny.all().stream())
                .map(CompiledRule::rule)
                .filter(rule -> rule.id().equals(id))
                .findFirst();
    }

    private List<String> exact(Parsed parsed, MatchContext context, Predicate<Rule> counts) {
        List<String> ids = new ArrayList<>();
        for (CompiledRule rule : allowExact.getOrDefault(parsed.text(), List.of())) {
            if (rule.applies(context) && counts.test(rule.rule())) {
                ids.add(rule.rule().id());
            }
        }
        return ids;
    }

    private RuleMatch wildcards(Parsed parsed, Risk risk, MatchContext context, Predicate<Rule> counts, Misses misses) {
        LineShape shape = LineShape.of(parsed);
        WildcardMatch match = new WildcardMatch(shape, risk, context);
        Function<LinePart, List<CompiledRule>> candidates = part -> candidates(part, counts);
        if (shape.refusal().isEmpty()) {
            List<String> ids = match.allow(candidates);
            if (!ids.isEmpty()) {
                return new RuleMatch(List.of(), ids, List.of());
            }
        }
        List<NearMiss> near = switch (misses) {
            case MET_ON_THE_WAY -> match.knownMisses();
            // They only explain: what is not found within its own few steps is left out.
            case SOUGHT ->
                Effort.within(NEAR_MISS_STEPS_MAX, () -> match.nearMisses(candidates))
                        .orElseGet(match::knownMisses);
        };
        return new RuleMatch(List.of(), List.of(), near);
    }

    private List<CompiledRule> candidates(LinePart part, Predicate<Rule> counts) {
        if (part.words().isEmpty()) {
            return List.of();
        }
        String program = part.program();
        List<CompiledRule> found = new ArrayList<>(allowByProgram.getOrDefault(program, List.of()));
        if (part.words().size() > 1) {
            found.addAll(allowByProgram.getOrDefault(key(program, part.words().get(1)), List.of()));
        }
        if (!program.isEmpty()) {
            found.addAll(allowByProgram.getOrDefault(ANY_PROGRAM, List.of()));
        }
        Effort.spend(8L * found.size());
        found.removeIf(each -> !counts.test(each.rule()));
        found.sort(MOST_VOTES_FIRST);
        return found;
    }
}
