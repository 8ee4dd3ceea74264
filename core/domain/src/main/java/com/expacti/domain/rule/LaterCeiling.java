package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A ceiling worked out when it is first needed: most of a thousand rules are never asked. Safe between threads. */
final class LaterCeiling {
    private static final long STEPS_MAX = 2_000_000;

    private final Supplier<Ceiling> work;
    // A list of none or one: the reference itself is never null.
    private final AtomicReference<List<Ceiling>> known = new AtomicReference<>(List.of());

    LaterCeiling(Supplier<Ceiling> work) {
        this.work = work;
    }

    /** The ceiling. Two threads may work it out at once, to the same result. */
    Ceiling get() {
        List<Ceiling> ceiling = Objects.requireNonNull(known.get());
        if (!ceiling.isEmpty()) {
            return ceiling.getFirst();
        }
        // Its own steps, not those of the line that happens to be the first to ask.
        Ceiling worked = Effort.within(STEPS_MAX, work).orElse(Ceiling.LOWEST);
        known.set(List.of(worked));
        return worked;
    }
}
