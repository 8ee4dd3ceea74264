package com.expacti.workers.expire;

import com.expacti.application.command.SweepPending;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Ends commands whose deadline has passed, as their org's time-out policy says. */
public final class ExpireCommands implements Job {
    private final SweepPending sweep;

    public ExpireCommands(SweepPending sweep) {
        this.sweep = sweep;
    }

    @Override
    public String name() {
        return "expire-commands";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    public int run() {
        return sweep.expire();
    }
}
