package com.expacti.workers.schedule;

import com.expacti.application.work.Turns;
import java.time.Duration;

/** A job of which one run a period is enough among all nodes. Two would do no harm: this saves work, and guards nothing. */
public final class OncePerPeriod implements Job {
    private final Job job;
    private final Turns turns;

    public OncePerPeriod(Job job, Turns turns) {
        this.job = job;
        this.turns = turns;
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public Duration pause() {
        return job.pause();
    }

    /** A turn ends a little before this node would come again, or it would find its own. */
    @Override
    public int run() {
        return turns.take(job.name(), job.pause().multipliedBy(9).dividedBy(10)) ? job.run() : 0;
    }
}
