package com.expacti.workers.notice;

import com.expacti.application.notice.RemindReviewers;
import com.expacti.application.notice.RemindReviewers.Reminder;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.domain.identity.CommandId;
import com.expacti.workers.queue.Postpone;
import com.expacti.workers.queue.TaskHandler;
import java.time.Instant;

/** Reminds reviewers of one command, half of whose wait is over while nobody has voted. */
public final class RemindOfCommand implements TaskHandler {
    private final RemindReviewers reminders;
    private final Postpone postpone;

    public RemindOfCommand(RemindReviewers reminders, Postpone postpone) {
        this.reminders = reminders;
        this.postpone = postpone;
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
            case Reminder.TooEarly(Instant half) -> postpone.to(task, half);
        };
    }
}
