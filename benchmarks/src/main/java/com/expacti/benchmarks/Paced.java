package com.expacti.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * So many calls a second by several who ask in turn, each call counted from when it was due, so that a stall is not hidden by the
 * calls it kept from being sent (coordinated omission).
 *
 * @param perSecond all together
 * @param askers threads
 */
record Paced(int perSecond, int askers) {
    /** One of those that ask in turn; made and closed on the thread that uses it. */
    @FunctionalInterface
    interface Asker {
        /** @param due when it was to be sent, of {@link System#nanoTime()} */
        void ask(long due);

        default void close() {}
    }

    /**
     * Whoever is late asks at once until they have caught up.
     *
     * @throws IllegalStateException if one failed; the others ask no more
     */
    void run(Supplier<Asker> opener, int seconds) throws InterruptedException {
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
        long gap = Duration.ofSeconds(1).toNanos() * askers / perSecond;
        for (int s = 0; s < askers; s++) {
            long offset = gap * s / askers;
            threads.add(Thread.ofPlatform().start(() -> {
                Asker asker = opener.get();
                try {
                    for (long i = 0; i < (long) seconds * perSecond / askers && failed.get() == null; i++) {
                        long due = start + offset + i * gap;
                        awaitUntil(due);
                        asker.ask(due);
                    }
                } catch (RuntimeException e) {
                    failed.set(e);
                }
                asker.close();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        RuntimeException failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException("the run ended early", failure);
        }
    }

    private static void awaitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
