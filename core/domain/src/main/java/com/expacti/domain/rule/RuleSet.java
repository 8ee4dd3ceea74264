package com.expacti.domain.rule;

import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Map<String, List<CompiledRule>> allowExact = new HashMap<>();
    private final Map<String, List<CompiledRule>> allowByProgram = new HashMap<>();
    private final Map<String, List<CompiledRule>> denyExact = new HashMap<>();
    private final Map<String, List<CompiledRule>> denyByProgram = new HashMap<>();
    private final List<CompiledRule> deny = new ArrayList<>();
    private final List<CompiledRule> denyRegexes = new ArrayList<>();
    private final LiteralIndex denyLiterals;
    private final LiteralIndex denyRegexLiterals;
    private final Map<String, InvalidRule> disabled;
    private int size;

    private RuleSet(List<CompiledRule> rules, Map<String, InvalidRule> disabled) {
        this.disabled = Map.copyOf(disabled);
        rules.forEach(this::index);
        this.denyLiterals = literals(deny);
        this.denyRegexLiterals = literals(denyRegexes);
    }

    private static LiteralIndex literals(List<CompiledRule> rules) {
        return new LiteralIndex(
                rules.stream().map(rule -> rule.broad().literal()).toList());
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
        return new RuleSet(compiled, disabled);
    }

    private void index(CompiledRule compiled) {
        size++;
        Rule rule = compiled.rule();
        boolean exact = rule.patternType() == PatternType.EXACT;
        switch (rule.effect()) {
            case ALLOW -> {
                Map<String, List<CompiledRule>> map = exact ? allowExact : allowByProgram;
                String key = exact ? rule.pattern() : allowKey(compiled);
                map.computeIfAbsent(key, each -> new ArrayList<>()).add(compiled);
            }
            case DENY -> {
                Map<String, List<CompiledRule>> map = exact ? denyExact : denyByProgram;
                String key = exact
                        ? rule.pattern().strip()
                        : lastPart(compiled.broad().program().orElse(ANY_PROGRAM));
                if (rule.patternType() == PatternType.REGEX && key.equals(ANY_PROGRAM)) {
                    denyRegexes.add(compiled);
                } else {
                    map.computeIfAbsent(key, each -> new ArrayList<>()).add(compiled);
                }
                deny.add(compiled);
            }
        }
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

    private static String lastPart(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** Rules that match nothing because they are bad, by id, with what is wrong. */
    public Map<String, InvalidRule> disabled() {
        return disabled;
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
        List<String> denied = denied(parse, context);
        if (!(parse instanceof Parsed parsed)) {
            return new RuleMatch(denied, List.of(), List.of());
        }
        List<String> exact = exact(parsed, context, counts);
        if (!exact.isEmpty() || allowByProgram.isEmpty()) {
            return new RuleMatch(denied, exact, List.of());
        }
        if (parsed.text().length() > WILDCARD_CHARACTERS_MAX) {
            return new RuleMatch(denied, List.of(), List.of());
        }
        RuleMatch match = wildcards(parsed, risk, context, counts);
        return new RuleMatch(denied, match.allowRuleIds(), match.nearMisses());
    }

    /** How these rules stand to each part of a line, for explanations. */
    public Coverage coverage(Parsed parsed, MatchContext context) {
        Map<String, List<Integer>> denied = new LinkedHashMap<>();
        for (String id : denied(parsed, context)) {
            denied.put(id, partsMatching(parsed, id));
        }
        return new RuleReport(parsed, context, part -> candidates(part, _ -> true))
                .of(allowExact.getOrDefault(parsed.text(), List.of()), denied);
    }

    private List<Integer> partsMatching(Parsed parsed, String ruleId) {
        List<Integer> parts = new ArrayList<>();
        List<SimpleCommand> commands = parsed.simpleCommands();
        for (CompiledRule rule : deny) {
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
        return Stream.of(allowExact, allowByProgram, denyExact, denyByProgram)
                .flatMap(map -> map.values().stream())
                .flatMap(List::stream)
                .map(CompiledRule::rule)
                .filter(rule -> rule.id().equals(id))
                .findFirst();
    }

    private List<String> denied(Parse parse, MatchContext context) {
        if (deny.isEmpty()) {
            return List.of();
        }
        BroadPattern.Line line = BroadPattern.Line.widely(parse);
        Set<String> ids = new LinkedHashSet<>();
        for (CompiledRule rule : line.understood() ? denyCandidates(line) : unreadCandidates(line)) {
            if (rule.applies(context) && rule.broad().matches(line)) {
                ids.add(rule.rule().id());
            }
        }
        return List.copyOf(ids);
    }

    private Set<CompiledRule> denyCandidates(BroadPattern.Line line) {
        Set<CompiledRule> candidates = new LinkedHashSet<>(denyByProgram.getOrDefault(ANY_PROGRAM, List.of()));
        Set<String> texts = new LinkedHashSet<>();
        texts.add(line.text());
        line.readings().forEach(reading -> texts.addAll(reading.texts()));
        denyRegexLiterals.candidates(texts).stream().mapToObj(denyRegexes::get).forEach(candidates::add);
        candidates.addAll(denyExact.getOrDefault(line.text().strip(), List.of()));
        for (BroadPattern.Reading reading : line.readings()) {
            candidates.addAll(denyByProgram.getOrDefault(reading.program(), List.of()));
            for (String text : reading.texts()) {
                candidates.addAll(denyExact.getOrDefault(text.strip(), List.of()));
            }
        }
        return candidates;
    }

    private Set<CompiledRule> unreadCandidates(BroadPattern.Line line) {
        Set<CompiledRule> candidates = new LinkedHashSet<>();
        denyLiterals.candidates(List.of(line.text())).stream()
                .mapToObj(deny::get)
                .forEach(candidates::add);
        return candidates;
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

    private RuleMatch wildcards(Parsed parsed, Risk risk, MatchContext context, Predicate<Rule> counts) {
        LineShape shape = LineShape.of(parsed);
        WildcardMatch match = new WildcardMatch(shape, risk, context);
        Function<LinePart, List<CompiledRule>> candidates = part -> candidates(part, counts);
        if (shape.refusal().isEmpty()) {
            List<String> ids = match.allow(candidates);
            if (!ids.isEmpty()) {
                return new RuleMatch(List.of(), ids, List.of());
            }
        }
        return new RuleMatch(List.of(), List.of(), match.nearMisses(candidates));
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
        found.removeIf(each -> !counts.test(each.rule()));
        found.sort(MOST_VOTES_FIRST);
        return found;
    }
}
