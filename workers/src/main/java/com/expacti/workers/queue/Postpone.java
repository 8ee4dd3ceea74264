package com.expacti.workers.queue;

import com.expacti.application.work.Task;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.queue.TaskHandler.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Puts off a task that depends on a moment which is still to come. */
public final class Postpone {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final WorkQueue work;
    private final InstantSource clock;

    public Postpone(WorkQueue work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    /**
     * A moment that moved has a task of its own, which is made here in case it was lost. One that did not move was asked about too early,
     * by a clock that is ahead: the task itself comes again.
     */
    public Result to(Task task, Instant moment) {
        Duration left = Duration.between(clock.instant(), moment);
        Duration pause = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        Task moved = task.at(moment);
        if (moved.equals(task)) {
            return new Result.Again(pause.compareTo(WorkQueue.LEASE_MAX) > 0 ? WorkQueue.LEASE_MAX : pause);
        }
        work.enqueue(moved, pause);
        return new Result.Done();
    }
}
