package com.expacti.workers.expire;

import com.expacti.application.command.SweepPending;
import com.expacti.application.command.SweepPending.Expiry;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.domain.identity.CommandId;
import com.expacti.workers.queue.Postpone;
import com.expacti.workers.queue.TaskHandler;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends one command's wait as its org's time-out policy says: deny; ask the backup reviewers, then deny; or approve below the risk that the
 * owner stated. Whether a task or an index says that the time is over, the queue is asked again.
 */
public final class ExpireCommand implements TaskHandler {
    private final SweepPending sweep;
    private final Postpone postpone;

    public ExpireCommand(SweepPending sweep, Postpone postpone) {
        this.sweep = sweep;
        this.postpone = postpone;
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
            case Expiry.NotYet(Instant deadline) -> postpone.to(task, deadline);
        };
    }

    /** What the index found; whether this call ended it. */
    boolean expire(Ref ref) {
        return Optional.of(sweep.expire(ref.org(), ref.command()))
                .filter(Expiry.Ended.class::isInstance)
                .isPresent();
    }
}
