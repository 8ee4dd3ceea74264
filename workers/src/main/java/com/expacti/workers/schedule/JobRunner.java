package com.expacti.workers.schedule;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs each job again and again, each on a virtual thread of its own, until closed. A job that fails is run again. */
public final class JobRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("jobs").factory());
    private final List<Job> jobs;

    public JobRunner(List<Job> jobs) {
        this.jobs = List.copyOf(jobs);
    }

    public void start() {
        jobs.forEach(job -> Thread.startVirtualThread(() -> once(job)));
    }

    private void once(Job job) {
        try {
            int done = job.run();
            if (done > 0) {
                LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", job.name(), done);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the job " + job.name() + " failed and will run again", e);
        }
        try {
            var _ = timer.schedule(
                    () -> Thread.startVirtualThread(() -> once(job)),
                    job.pause().toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: stopped", job.name());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
