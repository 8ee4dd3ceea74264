package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Unparsed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The deny rules of one org, found by the text or the program they name. Immutable. */
final class DenyRules {
    /** Beyond these steps matching is over budget: see {@link Effort}. As many may then go into looking at its words. */
    static final long STEPS_MAX = 300_000;

    /** For looking for rules in text as it stands, where it could not be read, or not in its steps. */
    static final long SEARCH_STEPS_MAX = 400_000;

    private static final long NEARBY_STEPS_MAX = 150_000;

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
        boolean finished = switch (parse) {
            case Parsed parsed -> read(parsed, context, ids);
            case Unparsed unparsed -> searched(unparsed.text(), context, ids);
        };
        return new Denial(List.copyOf(ids), !finished);
    }

    private boolean read(Parsed parsed, MatchContext context, Set<String> ids) {
        boolean finished = Effort.within(STEPS_MAX, () -> match(BroadPattern.Line.widely(parsed), context, ids))
                .isPresent();
        if (!finished) {
            Effort.within(STEPS_MAX, () -> rough(parsed, context, ids));
            searched(parsed.text(), context, ids);
        }
        return finished;
    }

    /** Looks for them in text as it stands: whether all of them could be tried. */
    private boolean searched(String text, MatchContext context, Set<String> ids) {
        List<CompiledRule> candidates = new ArrayList<>();
        Effort.within(NEARBY_STEPS_MAX, () -> nearby(text, context, ids, candidates));
        return Effort.within(SEARCH_STEPS_MAX, () -> anywhere(text, candidates, context, ids))
                .isPresent();
    }

    /** The regexes, in a few places each: what little that takes is not left to those that come after dearer rules. */
    private Set<String> nearby(String text, MatchContext context, Set<String> ids, List<CompiledRule> candidates) {
        candidates.addAll(unreadCandidates(text));
        candidates.forEach(rule -> add(rule, context, ids, broad -> broad.isNearby(text)));
        return ids;
    }

    private Set<String> anywhere(String text, List<CompiledRule> candidates, MatchContext context, Set<String> ids) {
        BroadPattern.Line line = BroadPattern.Line.unread(text);
        candidates.forEach(rule -> add(rule, context, ids, broad -> broad.isIn(line)));
        return ids;
    }

    private static void add(CompiledRule rule, MatchContext context, Set<String> ids, Predicate<BroadPattern> matches) {
        Effort.spend(4);
        if (!ids.contains(rule.rule().id()) && rule.applies(context) && matches.test(rule.broad())) {
            ids.add(rule.rule().id());
        }
    }

    /** Looks for them in the words of a line's commands, from every word on that names a program of theirs. */
    private Set<String> rough(Parsed line, MatchContext context, Set<String> ids) {
        List<CompiledRule> anyProgram = byProgram.getOrDefault(ANY_PROGRAM, List.of());
        for (List<String> words : RoughLine.commands(line)) {
            anyProgram.forEach(rule -> add(rule, context, ids, broad -> broad.coversSpelled(words)));
            Effort.spend(words.size());
            for (int i = 0; i < words.size(); i++) {
                List<CompiledRule> named = byProgram.getOrDefault(RoughLine.program(words.get(i)), List.of());
                if (!named.isEmpty()) {
                    List<String> from = RoughLine.from(words, i);
                    named.forEach(rule -> add(rule, context, ids, broad -> broad.coversSpelled(from)));
                }
            }
        }
        for (SimpleCommand command : line.simpleCommands()) {
            written(command.span().of(line.text()), context, ids);
        }
        return ids;
    }

    /** Exact rules and regexes for the text of one command. */
    private void written(String text, MatchContext context, Set<String> ids) {
        Effort.spend(16 + text.length());
        exact.getOrDefault(text.strip(), List.of()).forEach(rule -> add(rule, context, ids, _ -> true));
        byProgram
                .getOrDefault(firstWord(text), List.of())
                .forEach(rule -> add(rule, context, ids, broad -> broad.matchesWhole(text)));
        regexLiterals.candidates(List.of(text)).stream()
                .forEach(at -> add(regexes.get(at), context, ids, broad -> broad.matchesWhole(text)));
    }

    /** Adds those that match to {@code ids}, which also keeps what was found when the steps run out. */
    private Set<String> match(BroadPattern.Line line, MatchContext context, Set<String> ids) {
        for (CompiledRule rule : candidates(line)) {
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

    private List<CompiledRule> unreadCandidates(String text) {
        return literals.candidates(List.of(text)).stream().mapToObj(all::get).toList();
    }
}
