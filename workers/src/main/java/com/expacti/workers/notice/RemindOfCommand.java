package com.expacti.workers.notice;

import com.expacti.application.notice.RemindReviewers;
import com.expacti.application.notice.RemindReviewers.Reminder;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.CommandId;
import com.expacti.workers.queue.TaskHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reminds reviewers of one command, half of whose wait is over while nobody has voted. */
public final class RemindOfCommand implements TaskHandler {
    private final RemindReviewers reminders;
    private final WorkQueue work;
    private final InstantSource clock;

    public RemindOfCommand(RemindReviewers reminders, WorkQueue work, InstantSource clock) {
        this.reminders = reminders;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.REMIND_REVIEWERS;
    }

    @Override
    public Result handle(Task task, int attempt) {
        return switch (reminders.remind(task.org(), new CommandId(task.ids().getFirst()))) {
            case Reminder.Given _ -> new Result.Done();
            case Reminder.NotNeeded _ -> new Result.Done();
            case Reminder.TooEarly(Instant half) -> later(task, half);
        };
    }

    private Result later(Task task, Instant half) {
        Task moved = task.at(half);
        Duration left = Duration.between(clock.instant(), half);
        Duration pause = left.isPositive() ? left : Duration.ofSeconds(1);
        if (moved.moment().equals(task.moment())) {
            return new Result.Again(pause);
        }
        work.enqueue(moved, pause);
        return new Result.Done();
    }
}
