package com.expacti.domain.policy;

import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.BroadPattern;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.PatternType;
import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.Unparsed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All policies of one org at one moment, in the written order. Immutable. For each command of a line the first that
 * covers it is chosen, and the line needs what its commands need, together: a mild policy for one part never speaks for
 * another.
 *
 * <p>INVARIANT: what cannot be read escapes no policy. Text that does not parse, or that takes too long to be looked at
 * command by command, falls under every policy of its place at once, whatever its risk was taken for. A line that
 * starts a program nobody can name falls under every one that holds at its risk.
 */
public final class PolicySet {
    /** How many policies an org may have. */
    public static final int POLICIES_MAX = 1_000;

    /** Longer lines are not looked at command by command. */
    static final int CHARACTERS_MAX = 8_192;

    /** Nor those whose commands, times the policies that may concern any program, are more. */
    private static final int COMPARISONS_MAX = 100_000;

    /** Beyond these steps a line is over budget: see {@link Effort}. */
    private static final long STEPS_MAX = 2_000_000;

    public static final PolicySet NONE = of(List.of());

    /** A policy that can be matched. */
    record Ranked(ScopedPolicy policy, BroadPattern pattern, int prefixLength) {}

    private final List<ScopedPolicy> all;
    private final List<Ranked> ranked;
    private final Map<ScopedPolicy, Integer> ranks = new HashMap<>();
    private final List<Ranked> anyProgram = new ArrayList<>();
    private final Map<String, List<Ranked>> exact = new HashMap<>();
    private final Map<String, List<Ranked>> globs = new HashMap<>();
    private final Map<String, List<Ranked>> regexes = new HashMap<>();
    private final List<ScopedPolicy> unreadable;

    private PolicySet(List<ScopedPolicy> all, List<Ranked> ranked, List<ScopedPolicy> unreadable) {
        this.all = List.copyOf(all);
        this.ranked = List.copyOf(ranked);
        this.unreadable = List.copyOf(unreadable);
    }

    /** Makes the set. A stored policy whose pattern cannot be read covers every command of its place. */
    public static PolicySet of(Collection<ScopedPolicy> policies) {
        List<Ranked> ranked = new ArrayList<>(policies.size());
        List<ScopedPolicy> unreadable = new ArrayList<>();
        for (ScopedPolicy policy : policies) {
            try {
                BroadPattern pattern = BroadPattern.of(policy.patternType(), policy.pattern());
                ranked.add(new Ranked(policy, pattern, pattern.literalPrefixLength()));
            } catch (InvalidRule bad) {
                unreadable.add(policy);
            }
        }
        ranked.sort(Specificity.MOST_SPECIFIC_FIRST);
        List<ScopedPolicy> all =
                new ArrayList<>(ranked.stream().map(Ranked::policy).toList());
        all.addAll(unreadable);
        PolicySet set = new PolicySet(all, ranked, unreadable);
        set.index();
        return set;
    }

    private void index() {
        all.forEach(policy -> ranks.put(policy, ranks.size()));
        for (Ranked each : ranked) {
            Optional<String> program = each.pattern().program();
            if (each.policy().patternType() == PatternType.EXACT) {
                put(exact, each.policy().pattern().strip(), each);
            } else if (program.isEmpty()) {
                anyProgram.add(each);
            } else if (each.policy().patternType() == PatternType.GLOB) {
                put(globs, program.get().substring(program.get().lastIndexOf('/') + 1), each);
            } else {
                put(regexes, program.get(), each);
            }
        }
    }

    private static void put(Map<String, List<Ranked>> map, String key, Ranked ranked) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(ranked);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Every policy, most specific first. */
    public List<ScopedPolicy> all() {
        return all;
    }

    public Optional<ScopedPolicy> byId(String id) {
        return all.stream().filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** The policies a line falls under in that place. */
    public PolicyChoice choose(Parse parse, RiskLevel level, Place place) {
        if (all.isEmpty()) {
            return PolicyChoice.NONE;
        }
        return switch (parse) {
            case Unparsed _ -> everything(place);
            case Parsed parsed ->
                parsed.text().length() > CHARACTERS_MAX
                        ? everything(place)
                        : Effort.within(STEPS_MAX, () -> choose(parsed, level, place))
                                .orElseGet(() -> everything(place));
        };
    }

    private PolicyChoice everything(Place place) {
        return new PolicyChoice(
                all.stream().filter(policy -> policy.holdsIn(place)).toList());
    }

    private PolicyChoice choose(Parsed parsed, RiskLevel level, Place place) {
        PolicyLine line = PolicyLine.of(parsed);
        if ((long) line.commands().size() * anyProgram.size() > COMPARISONS_MAX) {
            return everything(place);
        }
        Search search = new Search(level, place);
        if (!line.namesEveryProgram()) {
            return new PolicyChoice(all.stream().filter(search::holds).toList());
        }
        Optional<Ranked> whole =
                search.first(whole(line.text()), each -> each.pattern().matchesWhole(line.text()));
        Set<ScopedPolicy> chosen = new LinkedHashSet<>();
        for (BroadPattern.Reading command : line.commands()) {
            search.earlier(
                            whole,
                            search.first(
                                    covering(command), each -> each.pattern().matches(command)))
                    .ifPresent(each -> chosen.add(each.policy()));
        }
        unreadable.stream().filter(search::holds).forEach(chosen::add);
        return new PolicyChoice(
                chosen.stream().sorted(Comparator.comparing(ranks::get)).toList());
    }

    /** Those that may match the whole line at once, each list in the written order. */
    private List<List<Ranked>> whole(String text) {
        return List.of(found(exact, text.strip()), found(regexes, firstWord(text)), anyProgram);
    }

    /** Those that may cover one command. */
    private List<List<Ranked>> covering(BroadPattern.Reading command) {
        List<List<Ranked>> lists = new ArrayList<>(2 + 2 * command.texts().size());
        lists.add(anyProgram);
        lists.add(found(globs, command.program()));
        for (String text : command.texts()) {
            lists.add(found(exact, text.strip()));
            lists.add(found(regexes, firstWord(text)));
        }
        return lists;
    }

    private static List<Ranked> found(Map<String, List<Ranked>> map, String key) {
        return map.getOrDefault(key, List.of());
    }

    private static String firstWord(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    List<Ranked> ranked() {
        return ranked;
    }

    /** Looks for the first that holds at a level of risk, in a place. */
    private record Search(RiskLevel level, Place place) {
        boolean holds(ScopedPolicy policy) {
            return policy.holdsIn(place) && policy.holdsAt(level);
        }

        Optional<Ranked> first(List<List<Ranked>> lists, java.util.function.Predicate<Ranked> matches) {
            Optional<Ranked> first = Optional.empty();
            for (List<Ranked> list : lists) {
                first = earlier(
                        first,
                        list.stream()
                                .filter(each -> holds(each.policy()) && matches.test(each))
                                .findFirst());
            }
            return first;
        }

        Optional<Ranked> earlier(Optional<Ranked> one, Optional<Ranked> other) {
            if (one.isEmpty() || other.isEmpty()) {
                return one.or(() -> other);
            }
            return Specificity.MOST_SPECIFIC_FIRST.compare(one.get(), other.get()) <= 0 ? one : other;
        }
    }
}
