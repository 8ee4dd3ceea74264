package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The deny rules of one org, found by the text or the program they name. Immutable. */
final class DenyRules {
    /** Beyond these steps matching is over budget: see {@link Effort}. */
    static final long STEPS_MAX = 4_000_000;

    private static final String ANY_PROGRAM = "";

    private final List<CompiledRule> all;
    private final Map<String, List<CompiledRule>> exact = new HashMap<>();
    private final Map<String, List<CompiledRule>> byProgram = new HashMap<>();
    private final List<CompiledRule> regexes = new ArrayList<>();
    private final LiteralIndex literals;
    private final LiteralIndex regexLiterals;

    /**
     * What they say of a line.
     *
     * @param ruleIds those that stop it
     * @param overBudget whether not all could be tried within the steps there are
     */
    record Denial(List<String> ruleIds, boolean overBudget) {
        Denial {
            ruleIds = List.copyOf(ruleIds);
        }
    }

    DenyRules(List<CompiledRule> rules) {
        // The cheap ones first, so that the dear ones don't use up the steps that those would need.
        this.all = rules.stream()
                .sorted(Comparator.comparingInt(rule -> rule.broad().stepsAUnit()))
                .toList();
        all.forEach(this::index);
        this.literals = literals(all);
        this.regexLiterals = literals(regexes);
    }

    private static LiteralIndex literals(List<CompiledRule> rules) {
        return new LiteralIndex(
                rules.stream().map(rule -> rule.broad().literal()).toList());
    }

    private void index(CompiledRule compiled) {
        String program = compiled.broad().program().orElse(ANY_PROGRAM);
        String name = program.substring(program.lastIndexOf('/') + 1);
        switch (compiled.rule().patternType()) {
            case EXACT -> put(exact, compiled.rule().pattern().strip(), compiled);
            case GLOB -> put(byProgram, name, compiled);
            case REGEX -> {
                if (name.isEmpty()) {
                    regexes.add(compiled);
                } else {
                    put(byProgram, name, compiled);
                }
            }
        }
    }

    private static void put(Map<String, List<CompiledRule>> map, String key, CompiledRule rule) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(rule);
    }

    /** Every one of them. */
    List<CompiledRule> all() {
        return all;
    }

    /** Which of them stop a line. A line that takes too long to read is searched as one that nobody can read. */
    Denial denial(Parse parse, MatchContext context) {
        if (all.isEmpty()) {
            return new Denial(List.of(), false);
        }
        Set<String> ids = new LinkedHashSet<>();
        boolean finished = Effort.within(STEPS_MAX, () -> match(BroadPattern.Line.widely(parse), context, ids))
                .isPresent();
        if (!finished) {
            Effort.within(STEPS_MAX, () -> match(BroadPattern.Line.unread(parse.text()), context, ids));
        }
        return new Denial(List.copyOf(ids), !finished);
    }

    /** Adds those that match to {@code ids}, which also keeps what was found when the steps run out. */
    private Set<String> match(BroadPattern.Line line, MatchContext context, Set<String> ids) {
        for (CompiledRule rule : line.understood() ? candidates(line) : unreadCandidates(line)) {
            Effort.spend(4);
            if (rule.applies(context) && rule.broad().matches(line)) {
                ids.add(rule.rule().id());
            }
        }
        return ids;
    }

    private List<CompiledRule> candidates(BroadPattern.Line line) {
        Set<CompiledRule> found = new LinkedHashSet<>(byProgram.getOrDefault(ANY_PROGRAM, List.of()));
        Set<String> texts = new LinkedHashSet<>();
        texts.add(line.text());
        line.readings().forEach(reading -> texts.addAll(reading.texts()));
        found.addAll(exact.getOrDefault(line.text().strip(), List.of()));
        for (BroadPattern.Reading reading : line.readings()) {
            found.addAll(byProgram.getOrDefault(reading.program(), List.of()));
            for (String text : reading.texts()) {
                found.addAll(exact.getOrDefault(text.strip(), List.of()));
            }
        }
        // What a regex starts with need not be a program: `FOO=1 make`, `if true; then`, `"my tool"`.
        texts.forEach(text -> found.addAll(byProgram.getOrDefault(firstWord(text), List.of())));
        List<CompiledRule> candidates = new ArrayList<>(found);
        regexLiterals.candidates(texts).stream().mapToObj(regexes::get).forEach(candidates::add);
        return candidates;
    }

    /** As {@link #index} names what a regex starts with. */
    private static String firstWord(String text) {
        int blank = text.indexOf(' ');
        String word = blank < 0 ? text : text.substring(0, blank);
        return word.substring(word.lastIndexOf('/') + 1);
    }

    private List<CompiledRule> unreadCandidates(BroadPattern.Line line) {
        return literals.candidates(List.of(line.text())).stream()
                .mapToObj(all::get)
                .toList();
    }
}
