package com.expacti.cluster.torture;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps commands and disturbances in step, so that one does not end long before the other. */
final class Pace {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final int commands;
    private final int deeds;
    private int issued;
    private int done;
    private boolean settling;

    Pace(int commands, int deeds) {
        this.commands = commands;
        this.deeds = deeds;
    }

    /** The number of the next command, in its turn; negative once there are enough. */
    int command() throws InterruptedException {
        lock.lock();
        try {
            int share = commands / deeds + 1;
            while (issued < commands && done < deeds && issued >= share * (done + 2)) {
                moved.await();
            }
            return issued < commands ? issued++ : -1;
        } finally {
            lock.unlock();
        }
    }

    void deed() {
        lock.lock();
        try {
            done++;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing disturbs any more: nobody waits for it. */
    void calm() {
        lock.lock();
        try {
            done = deeds;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All commands have their answer: whoever goes on only because of them may stop. */
    void settled() {
        lock.lock();
        try {
            settling = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits; whether to go on. */
    boolean pause(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = millis * 1_000_000;
            while (!settling && left > 0) {
                left = moved.awaitNanos(left);
            }
            return !settling;
        } finally {
            lock.unlock();
        }
    }
}
