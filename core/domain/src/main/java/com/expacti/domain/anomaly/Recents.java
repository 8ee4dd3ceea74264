package com.expacti.domain.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names and when each was last used: bounded, and forgetting what was not used for long. */
record Recents(Map<String, Instant> lastUsed) {
    static final Recents NONE = new Recents(Map.of());

    /** A later use within this changes nothing, which spares most commands a change of the history. */
    private static final Duration STEP = Duration.ofHours(1);

    Recents {
        lastUsed = Map.copyOf(lastUsed);
    }

    boolean has(String name, Instant now) {
        Instant last = lastUsed.get(name);
        return last != null && !forgotten(last, now);
    }

    int size() {
        return lastUsed.size();
    }

    Recents with(Set<String> names, Instant at, int most) {
        if (names.stream().allMatch(name -> isFresh(name, at))) {
            return this;
        }
        Map<String, Instant> next = new HashMap<>(lastUsed);
        names.forEach(name -> next.merge(name, at, Recents::later));
        next.values().removeIf(last -> forgotten(last, at));
        while (next.size() > most) {
            next.remove(oldest(next));
        }
        return new Recents(next);
    }

    private boolean isFresh(String name, Instant at) {
        Instant last = lastUsed.get(name);
        return last != null && at.isBefore(last.plus(STEP));
    }

    private static boolean forgotten(Instant last, Instant now) {
        return last.plus(Thresholds.FORGOTTEN_AFTER).isBefore(now);
    }

    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static String oldest(Map<String, Instant> of) {
        return of.entrySet().stream()
                .min(Map.Entry.<String, Instant>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IllegalStateException("an empty memory is not too large"));
    }
}
