package com.expacti.websocketrelay.connection;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Runs tasks one after the other, in the order they came, on a virtual thread that lives only while there are any.
 */
public final class Serial {
    private static final System.Logger LOG = System.getLogger(Serial.class.getName());

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(2);
    private boolean running;

    /** How many wait, the one that runs not counted. */
    public synchronized int waiting() {
        return tasks.size();
    }

    public void run(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        Thread.ofVirtual().name("serial").start(this::drain);
    }

    private void drain() {
        for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
            try {
                task.get().run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a task of a socket failed", e);
            }
        }
    }

    private synchronized Optional<Runnable> next() {
        Optional<Runnable> task = Optional.ofNullable(tasks.poll());
        running = task.isPresent();
        return task;
    }
}
