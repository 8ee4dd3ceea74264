package com.expacti.shell;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How much work may still go into judging one command, in steps. A step is about what reading one character costs; each
 * place that works through text takes as many as it is going to need before it begins. The same text takes the same steps
 * on any machine, at any load: no clock is read.
 *
 * <p>Whoever judges says how many there are ({@link #within}); what is called from there takes them ({@link #spend}), however
 * deep. Where nobody said so, there is no limit.
 */
public final class Effort {
    private static final ScopedValue<Effort> CURRENT = ScopedValue.newInstance();

    private static final Effort UNLIMITED = new Effort(Long.MAX_VALUE);

    private final long limit;
    private long spent;
    private long spentWithin;

    private Effort(long limit) {
        this.limit = limit;
    }

    /** There were fewer steps left than were asked for. Caught by whoever set the limit. */
    public static final class Exhausted extends RuntimeException {
        private Exhausted() {
            super("judging takes more steps than it may", null, false, false);
        }
    }

    /** What the work comes to; empty if it takes more than {@code steps}. Limits further out don't count these. */
    public static <T> Optional<T> within(long steps, Supplier<T> work) {
        Effort effort = new Effort(steps);
        try {
            return Optional.of(ScopedValue.where(CURRENT, effort).call(work::get));
        } catch (Exhausted tooMuch) {
            return Optional.empty();
        } finally {
            current().noteWithin(effort);
        }
    }

    private void noteWithin(Effort inner) {
        if (this != UNLIMITED) {
            spentWithin += inner.spent + inner.spentWithin;
        }
    }

    /** Steps that some work takes, those within limits of its own included; for tests and measurements. */
    public static long measure(Runnable work) {
        Effort effort = new Effort(Long.MAX_VALUE);
        ScopedValue.where(CURRENT, effort).run(work);
        return effort.spent + effort.spentWithin;
    }

    /**
     * Takes steps.
     *
     * @throws Exhausted if there are not as many left
     */
    public static void spend(long steps) {
        current().take(steps);
    }

    /** The limit that holds here, for loops that take steps one by one. */
    public static Effort current() {
        return CURRENT.orElse(UNLIMITED);
    }

    /** Takes steps from this limit; see {@link #spend}. */
    public void take(long steps) {
        if (this == UNLIMITED) {
            return;
        }
        if (steps > limit - spent) {
            spent = limit;
            throw new Exhausted();
        }
        spent += steps;
    }
}
