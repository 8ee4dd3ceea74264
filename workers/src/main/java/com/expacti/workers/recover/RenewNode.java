package com.expacti.workers.recover;

import com.expacti.application.queue.PendingQueue;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Says that this node lives; what a node holds whose lease ran out is up for its 15 s of grace. */
public final class RenewNode implements Job {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final PendingQueue queue;
    private final String node;

    public RenewNode(PendingQueue queue, String node) {
        this.queue = queue;
        this.node = node;
    }

    @Override
    public String name() {
        return "renew-node";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(3);
    }

    @Override
    public int run() {
        queue.renewNode(node, LEASE);
        return 0;
    }
}
