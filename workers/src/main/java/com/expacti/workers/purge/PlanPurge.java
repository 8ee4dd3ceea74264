package com.expacti.workers.purge;

import com.expacti.application.org.OrgRegistry;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Makes a task for each org every hour, so that no org's purge keeps another's waiting. */
public final class PlanPurge implements Job {
    private final OrgRegistry orgs;
    private final WorkQueue work;

    public PlanPurge(OrgRegistry orgs, WorkQueue work) {
        this.orgs = orgs;
        this.work = work;
    }

    @Override
    public String name() {
        return "plan-purge";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public int run() {
        int planned = 0;
        for (var org : orgs.all()) {
            work.enqueue(Task.of(TaskKind.PURGE_EXPIRED, org), Duration.ZERO);
            planned++;
        }
        return planned;
    }
}
