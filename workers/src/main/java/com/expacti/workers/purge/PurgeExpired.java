package com.expacti.workers.purge;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.domain.identity.OrgId;
import com.expacti.workers.queue.TaskHandler;

/** Erases in one org what it no longer keeps. */
public final class PurgeExpired implements TaskHandler {
    private final Purge purge;

    /** Erases some of what an org no longer keeps; how many. Bounded; asked again until there is nothing left. */
    @FunctionalInterface
    public interface Purge {
        int purge(OrgId org);
    }

    public PurgeExpired(Purge purge) {
        this.purge = purge;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.PURGE_EXPIRED;
    }

    @Override
    public Result handle(Task task, int attempt) {
        int erased = purge.purge(task.org());
        while (erased > 0) {
            erased = purge.purge(task.org());
        }
        return new Result.Done();
    }
}
