package com.expacti.domain.anomaly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many submissions came lately, in steps of ten seconds.
 *
 * @param newest the number of the newest step since 1970
 * @param counts of the newest step and the five before it, newest first
 */
record Rate(long newest, List<Integer> counts) {
    static final int STEPS = 6;
    private static final long STEP_SECONDS = 10;
    static final Rate NONE = new Rate(0, Collections.nCopies(STEPS, 0));

    Rate {
        counts = List.copyOf(counts);
        if (counts.size() != STEPS) {
            throw new IllegalArgumentException("a rate has six steps");
        }
    }

    /** Those of the step that {@code now} falls in and of the five before it. */
    int within(Instant now) {
        return at(now).counts.stream().mapToInt(Integer::intValue).sum();
    }

    Rate oneMore(Instant at) {
        Rate now = at(at);
        List<Integer> next = new ArrayList<>(now.counts);
        next.set(0, Math.min(next.getFirst() + 1, Integer.MAX_VALUE / STEPS));
        return new Rate(now.newest, next);
    }

    /** A clock that went back counts in the newest step there is. */
    private Rate at(Instant now) {
        long step = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        if (step <= newest) {
            return this;
        }
        List<Integer> moved = new ArrayList<>(STEPS);
        for (int i = 0; i < STEPS; i++) {
            long from = i - (step - newest);
            moved.add(from >= 0 ? counts.get((int) from) : 0);
        }
        return new Rate(step, moved);
    }
}
