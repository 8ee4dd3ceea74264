package com.expacti.workers.recover;

import com.expacti.application.command.SweepPending;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Settles what was claimed, or has the votes to be claimed, by somebody who then died. */
public final class FinishStuck implements Job {
    private final SweepPending sweep;

    public FinishStuck(SweepPending sweep) {
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return "finish-stuck";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int run() {
        return sweep.finishStuck() + sweep.finishVoted();
    }
}
