package com.expacti.domain.rule;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A ceiling worked out when it is first needed: most of a thousand rules are never asked. Safe between threads. */
final class LaterCeiling {
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
        Ceiling worked = work.get();
        known.set(List.of(worked));
        return worked;
    }
}
