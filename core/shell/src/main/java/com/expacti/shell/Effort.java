package com.expacti.shell;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    private final Map<Known<?, ?>, Map<Object, Object>> known = new IdentityHashMap<>(4);
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

    /**
     * Something that is asked of the same subject from many sides, and worked out once within one limit. It has to depend
     * on nothing but its subject. What was worked out within other limits counts for nothing here, so that the steps of
     * some work are the same whatever went before it.
     */
    public static final class Known<S, V> {
        private final Function<S, V> work;

        public Known(Function<S, V> work) {
            this.work = work;
        }

        public V of(S subject) {
            Effort effort = current();
            return effort == UNLIMITED ? work.apply(subject) : effort.known(this, subject);
        }
    }

    @SuppressWarnings("unchecked") // what stands under a question is what that question came to
    private <S, V> V known(Known<S, V> question, S subject) {
        Map<Object, Object> answers = known.computeIfAbsent(question, _ -> new IdentityHashMap<>());
        Object answer = answers.get(subject);
        if (answer == null) {
            answer = question.work.apply(subject);
            answers.put(subject, answer);
        }
        return (V) answer;
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

    /**
     * Takes no step, but stops here where there are fewer left than some work will need.
     *
     * @throws Exhausted if there are not as many left
     */
    public static void require(long steps) {
        Effort effort = current();
        if (steps > effort.limit - effort.spent) {
            effort.take(steps);
        }
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
