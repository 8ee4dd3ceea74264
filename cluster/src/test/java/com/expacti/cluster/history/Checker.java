package com.expacti.cluster.history;

import com.expacti.cluster.history.History.Entry;
import com.expacti.cluster.history.History.Ran;
import com.expacti.cluster.history.History.Seen;
import com.expacti.cluster.history.History.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds what a gate must never do in what its clients saw. Each sentence it returns is one broken promise. */
public final class Checker {
    private Checker() {}

    public static List<String> violations(History history) {
        List<String> found = new ArrayList<>();
        found.addAll(oneRefIsOneCommand(history));
        found.addAll(decidedOnce(history));
        found.addAll(decidedAtLast(history));
        found.addAll(ranOnce(history));
        found.addAll(allowedWithEntry(history));
        found.addAll(noRemovedRule(history));
        found.addAll(noVoteOfTheDemoted(history));
        if (!history.chainIsValid()) {
            found.add("the audit chain does not verify");
        }
        return found;
    }

    private static <T> Map<String, Set<String>> sets(List<T> all, Function<T, String> key, Function<T, String> value) {
        Map<String, Set<String>> out = new LinkedHashMap<>();
        all.forEach(one ->
                out.computeIfAbsent(key.apply(one), _ -> new LinkedHashSet<>()).add(value.apply(one)));
        return out;
    }

    private static <T> Map<String, Integer> counts(List<T> all, Function<T, String> key) {
        Map<String, Integer> out = new LinkedHashMap<>();
        all.forEach(one -> out.merge(key.apply(one), 1, Integer::sum));
        return out;
    }

    private static List<String> oneRefIsOneCommand(History history) {
        return sets(history.seen(), Seen::ref, Seen::command).entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .map(one -> "ref %s became %s".formatted(one.getKey(), one.getValue()))
                .toList();
    }

    /** The log decides each once, and nobody was ever told otherwise. */
    private static List<String> decidedOnce(History history) {
        List<String> found = new ArrayList<>();
        counts(history.entries(), Entry::command).forEach((command, count) -> {
            if (count > 1) {
                found.add("%s was decided %d times".formatted(command, count));
            }
        });
        Map<String, Set<String>> told = sets(
                history.seen().stream()
                        .filter(one -> !one.status().equals(History.PENDING))
                        .toList(),
                Seen::command,
                Seen::status);
        history.entries()
                .forEach(entry -> told.computeIfAbsent(entry.command(), _ -> new LinkedHashSet<>())
                        .add(entry.outcome()));
        told.forEach((command, outcomes) -> {
            if (outcomes.size() > 1) {
                found.add("%s was said to be %s".formatted(command, outcomes));
            }
        });
        return found;
    }

    private static List<String> decidedAtLast(History history) {
        Set<String> decided =
                sets(history.entries(), Entry::command, Entry::outcome).keySet();
        return sets(history.seen(), Seen::command, Seen::ref).keySet().stream()
                .filter(command -> !decided.contains(command))
                .map(command -> command + " was never decided")
                .toList();
    }

    private static List<String> ranOnce(History history) {
        return counts(history.ran(), Ran::command).entrySet().stream()
                .filter(one -> one.getValue() > 1)
                .map(one -> "%s ran %d times".formatted(one.getKey(), one.getValue()))
                .toList();
    }

    private static List<String> allowedWithEntry(History history) {
        Map<String, Set<String>> decided = sets(history.entries(), Entry::command, Entry::outcome);
        Set<String> allowed = new LinkedHashSet<>();
        history.seen().stream()
                .filter(one -> one.status().equals(History.APPROVED))
                .forEach(one -> allowed.add(one.command()));
        history.ran().forEach(one -> allowed.add(one.command()));
        return allowed.stream()
                .filter(command -> !decided.getOrDefault(command, Set.of()).contains(History.APPROVED))
                .map(command -> command + " was allowed without an audit entry")
                .toList();
    }

    private static List<String> noRemovedRule(History history) {
        Map<String, Long> first = new HashMap<>();
        history.sent().forEach((Sent one) -> first.merge(one.ref(), one.atNanos(), Math::min));
        List<String> found = new ArrayList<>();
        for (Seen one : history.seen()) {
            for (String rule : one.status().equals(History.APPROVED) ? one.rules() : List.<String>of()) {
                Long removed = history.removals().get(rule);
                if (removed != null && removed < first.getOrDefault(one.ref(), Long.MIN_VALUE)) {
                    found.add(
                            "%s was allowed by rule %s, which had been removed before".formatted(one.command(), rule));
                }
            }
        }
        return found;
    }

    private static List<String> noVoteOfTheDemoted(History history) {
        return history.votes().stream()
                .filter(vote -> history.demoted().stream().anyMatch(span -> span.holds(vote.sentNanos())))
                .map(vote -> "a vote on %s counted although its voter had been demoted".formatted(vote.command()))
                .toList();
    }
}
