package com.expacti.workers.queue;

import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.Leased;
import com.expacti.workers.queue.TaskHandler.Result;
import com.expacti.workers.schedule.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Works off the queue in a process that stays: a batch at a time, its tasks beside each other. What takes longer than its lease has it
 * lengthened; who dies gives theirs back by not doing so.
 */
public final class WorkOff implements Job {
    private static final System.Logger LOG = System.getLogger(WorkOff.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final int BATCH = 20;
    private static final int BATCHES_MAX = 50;

    private final WorkQueue queue;
    private final RunTask tasks;
    private final Duration beat;

    public WorkOff(WorkQueue queue, RunTask tasks) {
        this(queue, tasks, BEAT);
    }

    /** @param beat how often leases of tasks that still run are lengthened */
    public WorkOff(WorkQueue queue, RunTask tasks, Duration beat) {
        this.queue = queue;
        this.tasks = tasks;
        this.beat = beat;
    }

    @Override
    public String name() {
        return "work-off";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(250);
    }

    @Override
    public int run() {
        int done = 0;
        for (int i = 0; i < BATCHES_MAX; i++) {
            List<Leased> batch = queue.take(BATCH, LEASE);
            done += work(batch);
            if (batch.size() < BATCH) {
                break;
            }
        }
        return done;
    }

    /** @param number of the task in its batch */
    private record Finished(int number, Result result) {}

    /** All of a batch; how many were done. */
    private int work(List<Leased> batch) {
        BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
        Map<Integer, Leased> running = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            int number = i;
            Leased leased = batch.get(i);
            running.put(number, leased);
            Thread.ofVirtual()
                    .name("work")
                    .start(() -> finished.add(new Finished(number, tasks.run(leased.task(), leased.attempt()))));
        }
        int done = 0;
        while (!running.isEmpty()) {
            List<Finished> some = next(finished);
            done += settle(some, running);
            if (some.isEmpty()) {
                running.replaceAll((_, leased) -> lengthened(leased));
            }
        }
        return done;
    }

    private List<Finished> next(BlockingQueue<Finished> finished) {
        List<Finished> out = new ArrayList<>();
        try {
            Finished first = finished.poll(beat.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                out.add(first);
                int _ = finished.drainTo(out);
            }
            return out;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while tasks were running; their leases run out", e);
        }
    }

    /** By the leases as they are now: they may have been lengthened. */
    private int settle(List<Finished> some, Map<Integer, Leased> running) {
        List<Leased> done = new ArrayList<>();
        for (Finished each : some) {
            Leased leased = Objects.requireNonNull(running.remove(each.number()));
            switch (each.result()) {
                case Result.Done _ -> done.add(leased);
                case Result.Again(Duration pause) -> safely(() -> queue.retry(leased, pause));
                case Result.Hopeless(String reason) -> safely(() -> queue.bury(leased, reason));
            }
        }
        if (done.isEmpty()) {
            return 0;
        }
        safely(() -> {
            List<Leased> left = queue.done(done);
            if (!left.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "{0} tasks were done and will come again", left.size());
            }
        });
        return done.size();
    }

    private Leased lengthened(Leased leased) {
        try {
            Optional<Leased> longer = queue.extend(leased, LEASE);
            if (longer.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "a task took longer than its lease; another may have it");
            }
            return longer.orElse(leased);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a lease could not be lengthened", e);
            return leased;
        }
    }

    /** The queue being away costs the lease of one task, never the others'. */
    private static void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the work queue did not take what came of a task", e);
        }
    }
}
