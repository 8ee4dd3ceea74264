package com.expacti.adapters.postgres.bus;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread at work on a connection of its own, which is made anew whenever it is lost, after a pause that grows. */
final class KeptConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KeptConnection.class.getName());
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final PgNodeBus.Connector connector;
    private final Work work;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Duration pause = PAUSE_MIN;

    /** Goes on until its connection is lost, and begins by saying that it works. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection, Runnable working) throws SQLException, InterruptedException;
    }

    KeptConnection(String name, PgNodeBus.Connector connector, Work work) {
        this.connector = connector;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    private void keep() {
        try {
            do {
                once();
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try (Connection connection = connector.open()) {
            work.on(connection, () -> pause = PAUSE_MIN);
        } catch (SQLException | RuntimeException e) {
            if (closed.getCount() == 0) {
                return;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} has no connection to the database and tries again in {1} ms ({2}); meanwhile each node looks by itself every second",
                    thread.getName(),
                    pause.toMillis(),
                    e.getClass().getSimpleName());
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : longer;
        }
    }

    /** The thread's wait for the network ends with the interrupt, and so does its connection. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
