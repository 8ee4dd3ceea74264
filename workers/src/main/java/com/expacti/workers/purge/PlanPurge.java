package com.expacti.workers.purge;

import com.expacti.application.retention.RetentionStore;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Makes a task for each org that keeps things for so long only, every ten minutes, so that no org's purge keeps another's waiting. */
public final class PlanPurge implements Job {
    private final RetentionStore store;
    private final WorkQueue work;

    public PlanPurge(RetentionStore store, WorkQueue work) {
        this.store = store;
        this.work = work;
    }

    @Override
    public String name() {
        return "plan-purge";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public int run() {
        int planned = 0;
        for (var org : store.due()) {
            work.enqueue(Task.of(TaskKind.PURGE_EXPIRED, org), Duration.ZERO);
            planned++;
        }
        return planned;
    }
}
