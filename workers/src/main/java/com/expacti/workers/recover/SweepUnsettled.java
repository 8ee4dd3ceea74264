package com.expacti.workers.recover;

import com.expacti.workers.schedule.Job;
import java.time.Duration;
import java.util.List;

/**
 * Every sweep of an index, one after the other: what a function does once a minute, behind all tasks. A process that stays runs the same
 * sweeps each at its own pace.
 */
public final class SweepUnsettled implements Job {
    private static final System.Logger LOG = System.getLogger(SweepUnsettled.class.getName());

    private final List<Job> sweeps;

    public SweepUnsettled(List<Job> sweeps) {
        this.sweeps = List.copyOf(sweeps);
    }

    @Override
    public String name() {
        return "sweep-unsettled";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    /** One that fails keeps no other from running. */
    @Override
    public int run() {
        int done = 0;
        for (Job sweep : sweeps) {
            try {
                done += sweep.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the sweep " + sweep.name() + " failed and will run again", e);
            }
        }
        return done;
    }
}
