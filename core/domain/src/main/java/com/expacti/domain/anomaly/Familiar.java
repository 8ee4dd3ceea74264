package com.expacti.domain.anomaly;

import com.expacti.domain.anomaly.HistoryEvent.By;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where an agent comes from, or acts: what is usual, and what is too new to be. What is new becomes usual by one yes of a
 * person who saw it, or by many yeses of rules over a day: neither by asking often nor by waiting alone.
 */
record Familiar(Recents usual, Map<String, Newcomer> newcomers) {
    static final Familiar NOTHING = new Familiar(Recents.NONE, Map.of());

    Familiar {
        newcomers = Map.copyOf(newcomers);
    }

    /** @param approvals how often rules allowed a command with it */
    record Newcomer(Instant firstSeen, Instant lastSeen, int approvals) {
        boolean isUsual() {
            boolean oldEnough = Duration.between(firstSeen, lastSeen).compareTo(Thresholds.FAMILIAR_AGE) >= 0;
            return oldEnough && approvals >= Thresholds.FAMILIAR_APPROVALS;
        }
    }

    boolean isNew(String name, Instant now) {
        return usual.size() > 0 && !usual.has(name, now);
    }

    /** It came with a submission; {@code learning} while whatever comes is usual. */
    Familiar seen(String name, Instant at, boolean learning, int most) {
        if (learning || usual.has(name, at)) {
            return usual(name, at, most);
        }
        Newcomer known = newcomers.get(name);
        return known == null ? with(name, new Newcomer(at, at, 0)) : this;
    }

    Familiar approved(String name, By by, Instant at, int most) {
        if (by == By.PERSON || usual.has(name, at)) {
            return usual(name, at, most);
        }
        Newcomer now = newcomers.getOrDefault(name, new Newcomer(at, at, 0));
        Newcomer next = new Newcomer(now.firstSeen(), Recents.later(now.lastSeen(), at), now.approvals() + 1);
        return next.isUsual() ? usual(name, at, most) : with(name, next);
    }

    private Familiar usual(String name, Instant at, int most) {
        Recents next = usual.with(Set.of(name), at, most);
        if (next == usual && !newcomers.containsKey(name)) {
            return this;
        }
        Map<String, Newcomer> others = new HashMap<>(newcomers);
        others.remove(name);
        return new Familiar(next, others);
    }

    private Familiar with(String name, Newcomer newcomer) {
        Map<String, Newcomer> next = new HashMap<>(newcomers);
        next.put(name, newcomer);
        while (next.size() > Thresholds.NEWCOMERS_MAX) {
            next.remove(next.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(name))
                    .min(Comparator.comparing((Map.Entry<String, Newcomer> entry) ->
                                    entry.getValue().lastSeen())
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .orElse(name));
        }
        return new Familiar(usual, next);
    }
}
