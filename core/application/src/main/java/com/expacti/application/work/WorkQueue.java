package com.expacti.application.work;

import com.expacti.application.failure.GateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to tasks for later. At least once: a task may be given twice and in any order, never to two takers within the same lease. One
 * that was given {@value #ATTEMPTS_MAX} times and finished by nobody is a dead letter: it is kept for people and keeps nobody waiting.
 *
 * <p>Every method throws {@link GateException} {@code unavailable} where the queue cannot be reached.
 */
public interface WorkQueue {
    Duration DELAY_MAX = Duration.ofDays(1);
    Duration LEASE_MAX = Duration.ofMinutes(15);
    int ATTEMPTS_MAX = 5;
    int BATCH_MAX = 100;

    /**
     * Stores tasks, each to be given once its delay is over. One that is there already, waiting or in somebody's hands, stays as it is,
     * where the queue can tell; a dead one lives again.
     *
     * @throws IllegalArgumentException unless every delay is 0 to {@link #DELAY_MAX} and they are at most {@value #BATCH_MAX}
     * @return those that were not stored; the others were
     */
    List<Task> enqueue(List<Later> tasks);

    /** One task, stored or refused. */
    default void enqueue(Task task, Duration delay) {
        if (!enqueue(List.of(new Later(task, delay))).isEmpty()) {
            throw GateException.unavailable(new IllegalStateException("the queue did not take the task"));
        }
    }

    /**
     * Up to {@code max} tasks whose delay is over, each the caller's until the lease runs out. Where the queue can, it waits a while for a first one.
     *
     * @param max 1 to {@value #BATCH_MAX}
     * @param lease 1 s to {@link #LEASE_MAX}
     */
    List<Leased> take(int max, Duration lease);

    /** These were done and are forgotten; those for which that could not be stored, which will be given again. */
    List<Leased> done(List<Leased> tasks);

    /** To be given again after {@code delay}, 0 to {@link #LEASE_MAX}; the last attempt makes it a dead letter, there and then or when it would be given. */
    void retry(Leased task, Duration delay);

    /** Lengthens the lease to so much from now. Empty: it was no longer the caller's, who stops. */
    Optional<Leased> extend(Leased task, Duration lease);

    /** Nobody will ever be able to do it: makes it a dead letter at once. */
    void bury(Leased task, String reason);

    /** Some of the dead letters; a queue service keeps them for 14 days. */
    List<DeadLetter> dead(int max);

    /** Gives up to {@code max} dead letters another {@value #ATTEMPTS_MAX} attempts; how many. */
    int redrive(int max);

    /** How the queue stands; a count may be late by a minute. */
    Backlog backlog();

    /** A task and how long to leave it. */
    record Later(Task task, Duration delay) {
        /** @throws IllegalArgumentException unless the delay is 0 to {@link WorkQueue#DELAY_MAX} */
        public Later {
            if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
                throw new IllegalArgumentException("a delay is 0 to 24 hours");
            }
        }
    }

    /**
     * A task in somebody's hands.
     *
     * @param receipt proves this taking, and no other, to the queue
     * @param attempt which time it is given, from 1
     */
    record Leased(Task task, String receipt, int attempt) {}

    /** @param text the task, or what came in place of one; printable, at most 1,024 characters */
    record DeadLetter(String text, String reason, int attempts) {}

    /**
     * @param waiting whose delay is over and that nobody has
     * @param delayed whose delay runs
     * @param leased in somebody's hands
     * @param oldest how long the one that waits longest has waited after its delay, where the queue can tell
     */
    record Backlog(long waiting, long delayed, long leased, long dead, Optional<Duration> oldest) {}

    /** @throws IllegalArgumentException unless 1 to {@value #BATCH_MAX} */
    static void checkBatch(int size) {
        if (size < 1 || size > BATCH_MAX) {
            throw new IllegalArgumentException("a batch is 1 to 100 tasks");
        }
    }

    /** @throws IllegalArgumentException unless 1 s to {@link #LEASE_MAX} */
    static void checkLease(Duration lease) {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(LEASE_MAX) > 0) {
            throw new IllegalArgumentException("a lease is 1 second to 15 minutes");
        }
    }
}
