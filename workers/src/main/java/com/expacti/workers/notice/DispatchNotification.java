package com.expacti.workers.notice;

import com.expacti.application.notice.SendNotice;
import com.expacti.application.notice.SendNotice.Chance;
import com.expacti.application.notice.SendNotice.Sent;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.queue.RunTask;
import com.expacti.workers.queue.TaskHandler;

/** Sends one message of the outbox to one person by one channel. */
public final class DispatchNotification implements TaskHandler {
    private final SendNotice notices;

    public DispatchNotification(SendNotice notices) {
        this.notices = notices;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.DISPATCH_NOTIFICATION;
    }

    @Override
    public Result handle(Task task, int attempt) {
        Chance chance = attempt < WorkQueue.ATTEMPTS_MAX ? Chance.MORE : Chance.LAST;
        return switch (notices.send(task.org(), task.ids().getFirst(), chance)) {
            case Sent.Ended _ -> new Result.Done();
            case Sent.NotTaken _ -> new Result.Again(RunTask.pause(attempt));
        };
    }
}
