package com.expacti.workers.recover;

import com.expacti.application.command.SweepPending;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Cancels commands whose agent's connection was lost and did not come back. */
public final class CancelOrphans implements Job {
    private final SweepPending sweep;

    public CancelOrphans(SweepPending sweep) {
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return "cancel-orphans";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int run() {
        return sweep.cancelOrphans();
    }
}
