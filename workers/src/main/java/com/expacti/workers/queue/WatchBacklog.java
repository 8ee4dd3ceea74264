package com.expacti.workers.queue;

import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.Backlog;
import com.expacti.workers.schedule.Job;
import java.time.Duration;
import java.util.Optional;

/** Counts what is in the work queue, for whoever looks at metrics, so that looking asks the queue nothing. */
public final class WatchBacklog implements Job {
    private static final System.Logger LOG = System.getLogger(WatchBacklog.class.getName());
    private static final Backlog NOTHING_YET = new Backlog(0, 0, 0, 0, Optional.empty());

    private final WorkQueue queue;
    private volatile Backlog last = NOTHING_YET;

    public WatchBacklog(WorkQueue queue) {
        this.queue = queue;
    }

    /** As it was up to 10 s ago. */
    public Backlog last() {
        return last;
    }

    @Override
    public String name() {
        return "watch-backlog";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int run() {
        Backlog now = queue.backlog();
        Backlog before = last;
        last = now;
        if (now.dead() > before.dead()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} tasks are dead letters; docs/workers.md says how to see and redrive them",
                    now.dead());
        }
        return 0;
    }
}
