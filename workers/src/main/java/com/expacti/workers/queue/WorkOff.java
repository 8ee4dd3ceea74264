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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Works off the queue in a process that stays: a batch at a time, its tasks beside each other. What takes long keeps the next batch from
 * nothing, and has its lease lengthened; who dies gives theirs back by not doing so.
 */
public final class WorkOff implements Job {
    private static final System.Logger LOG = System.getLogger(WorkOff.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final int BATCH = 20;
    private static final int BATCHES_MAX = 50;
    private static final int IN_HAND_MAX = 200;

    /** How many of them make the moment a batch is waited for: a second. */
    private static final int MOMENTS = 20;

    /** A quarter of an hour. */
    private static final int BEATS_MAX = 45;

    private final WorkQueue queue;
    private final RunTask tasks;
    private final Duration beat;
    private final AtomicInteger inHand = new AtomicInteger();

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
            int room = Math.min(BATCH, IN_HAND_MAX - inHand.get());
            List<Leased> batch = room > 0 ? queue.take(room, LEASE) : List.of();
            done += work(batch);
            if (batch.size() < BATCH) {
                break;
            }
        }
        return done;
    }

    /** @param number of the task in its batch */
    private record Finished(int number, Result result) {}

    /** A batch that runs: what is not finished yet, by the leases as they are now. */
    private record Batch(Map<Integer, Leased> running, BlockingQueue<Finished> finished) {}

    /** A batch until it is done, or until nothing of it has finished for a moment: the rest is somebody else's to wait for. */
    private int work(List<Leased> leases) {
        Batch batch = started(leases);
        int done = 0;
        while (!batch.running().isEmpty()) {
            List<Finished> some = next(batch.finished(), beat.dividedBy(MOMENTS));
            done += settle(some, batch.running());
            if (some.isEmpty()) {
                Thread.ofVirtual().name("work-on").start(() -> seeThrough(batch));
                break;
            }
        }
        return done;
    }

    private Batch started(List<Leased> leases) {
        Batch batch = new Batch(new HashMap<>(), new LinkedBlockingQueue<>());
        for (int i = 0; i < leases.size(); i++) {
            int number = i;
            Leased leased = leases.get(i);
            batch.running().put(number, leased);
            int _ = inHand.incrementAndGet();
            Thread.ofVirtual().name("work").start(() -> run(number, leased, batch.finished()));
        }
        return batch;
    }

    /** Whatever becomes of it, somebody waits for its end. */
    private void run(int number, Leased leased, BlockingQueue<Finished> finished) {
        Result result = new Result.Again(RunTask.pause(leased.attempt()));
        try {
            result = tasks.run(leased.task(), leased.attempt());
        } finally {
            finished.add(new Finished(number, result));
        }
    }

    /** Lengthens leases until all is done. What takes longer than {@link #BEATS_MAX} is let go, and given to another. */
    private void seeThrough(Batch batch) {
        for (int i = 0; i < BEATS_MAX && !batch.running().isEmpty(); i++) {
            List<Finished> some = next(batch.finished(), beat);
            int _ = settle(some, batch.running());
            batch.running().replaceAll((_, leased) -> lengthened(leased));
        }
        int _ = inHand.addAndGet(-batch.running().size());
    }

    private static List<Finished> next(BlockingQueue<Finished> finished, Duration patience) {
        List<Finished> out = new ArrayList<>();
        try {
            Finished first = finished.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
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
            int _ = inHand.decrementAndGet();
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
