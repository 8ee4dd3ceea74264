package com.expacti.workers.suggest;

import com.expacti.application.org.OrgRegistry;
import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Sees in which orgs something has happened, and makes a task of each, so that whichever node is free looks through it. */
public final class PlanMining implements Job {
    private final OrgRegistry orgs;
    private final MineSuggestions mining;
    private final WorkQueue work;

    public PlanMining(OrgRegistry orgs, MineSuggestions mining, WorkQueue work) {
        this.orgs = orgs;
        this.mining = mining;
        this.work = work;
    }

    @Override
    public String name() {
        return "plan-mining";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int run() {
        int planned = 0;
        for (var org : orgs.all()) {
            if (mining.wants(org)) {
                work.enqueue(Task.of(TaskKind.MINE_SUGGESTIONS, org), Duration.ZERO);
                planned++;
            }
        }
        return planned;
    }
}
