package com.expacti.workers.recover;

import com.expacti.application.command.SweepPending;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Denies commands that were stored but, by a crash, never offered to anybody. */
public final class DenyItemless implements Job {
    private final SweepPending sweep;

    public DenyItemless(SweepPending sweep) {
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return "deny-itemless";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public int run() {
        return sweep.denyItemless();
    }
}
