package com.expacti.workers.expire;

import com.expacti.application.command.SweepPending;
import com.expacti.application.command.SweepPending.Expiry;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.CommandId;
import com.expacti.workers.queue.TaskHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Ends one command's wait as its org's time-out policy says: deny; ask the backup reviewers, then deny; or approve below the risk that the
 * owner stated. Whether a task or an index says that the time is over, the queue is asked again.
 */
public final class ExpireCommand implements TaskHandler {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final SweepPending sweep;
    private final WorkQueue work;
    private final InstantSource clock;

    public ExpireCommand(SweepPending sweep, WorkQueue work, InstantSource clock) {
        this.sweep = sweep;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.EXPIRE_COMMAND;
    }

    @Override
    public Result handle(Task task, int attempt) {
        CommandId command = new CommandId(task.ids().getFirst());
        return switch (sweep.expire(task.org(), command)) {
            case Expiry.Ended _ -> new Result.Done();
            case Expiry.Gone _ -> new Result.Done();
            case Expiry.NotYet(Instant deadline) -> later(task, deadline);
        };
    }

    /** Given more time, it has a task for that; or this one came early, by a clock that is ahead of the queue's. */
    private Result later(Task task, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        Duration pause = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        Task moved = task.at(deadline);
        if (moved.moment().equals(task.moment())) {
            Duration most = WorkQueue.LEASE_MAX;
            return new Result.Again(pause.compareTo(most) > 0 ? most : pause);
        }
        work.enqueue(moved, pause);
        return new Result.Done();
    }

    /** What the index found; whether this call ended it. */
    boolean expire(com.expacti.application.ledger.Ledger.Ref ref) {
        return Optional.of(sweep.expire(ref.org(), ref.command()))
                .filter(Expiry.Ended.class::isInstance)
                .isPresent();
    }
}
