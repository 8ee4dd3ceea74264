package com.expacti.websocketrelay.agent;

import com.expacti.application.command.IdSource;
import com.expacti.application.queue.PendingQueue;
import jakarta.inject.Singleton;
import java.time.Duration;

/** This process as the pending queue knows it: the holder of its agents' sockets, alive while its lease is renewed. */
@Singleton
public final class RelayNode {
    private static final System.Logger LOG = System.getLogger(RelayNode.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final long RENEW_SECONDS = 3;

    private final PendingQueue queue;
    private final String id;

    RelayNode(PendingQueue queue, IdSource ids) {
        this.queue = queue;
        this.id = "node_" + ids.next();
    }

    public String id() {
        return id;
    }

    /** Called once a second, from the first one on. */
    public void second(long now) {
        if (now % RENEW_SECONDS != 1) {
            return;
        }
        try {
            queue.renewNode(id, LEASE);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the lease of this node could not be renewed", e);
        }
    }
}
