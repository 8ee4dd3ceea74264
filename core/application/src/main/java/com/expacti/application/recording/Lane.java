package com.expacti.application.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What waits to be stored of one session on this node. INVARIANT: one thread at a time stores it, in its order. */
final class Lane {
    /** What may wait of one session, and of all on a node, in bytes. */
    static final long WAITING_MAX = 2L << 20;

    static final long ALL_WAITING_MAX = 64L << 20;
    private static final int BATCH_MAX = 2_000;

    private final AtomicLong all;
    private final ArrayDeque<CastEvent> waiting = new ArrayDeque<>();
    private final HiddenInput hidden = new HiddenInput();
    private long weight;
    private long lost;
    private boolean busy;
    private boolean full;

    /** @param all what waits of all sessions on this node, in bytes */
    Lane(AtomicLong all) {
        this.all = all;
    }

    /** Some events to be stored, and how many before them could not be. */
    record Batch(List<CastEvent> events, long lost) {
        boolean isEmpty() {
            return events.isEmpty() && lost == 0;
        }
    }

    /** Takes the events, or counts them as lost where too much waits; whether the caller has to see to the storing. */
    synchronized boolean add(List<CastEvent> events) {
        for (CastEvent event : events) {
            CastEvent masked = hidden.masked(event);
            if (weight + masked.weight() > WAITING_MAX || all.get() > ALL_WAITING_MAX) {
                lost++;
            } else {
                waiting.add(masked);
                weight += masked.weight();
                all.addAndGet(masked.weight());
            }
        }
        return lead();
    }

    /** Whether there is something to store that nobody stores. */
    synchronized boolean lead() {
        boolean lead = !busy && (lost > 0 || !waiting.isEmpty());
        busy |= lead;
        return lead;
    }

    /** What comes next; an empty batch ends the caller's turn. */
    synchronized Batch next() {
        List<CastEvent> events = new ArrayList<>();
        while (!waiting.isEmpty() && events.size() < BATCH_MAX) {
            events.add(waiting.remove());
        }
        long taken = events.stream().mapToLong(CastEvent::weight).sum();
        weight -= taken;
        all.addAndGet(-taken);
        Batch batch = new Batch(List.copyOf(events), lost);
        lost = 0;
        if (batch.isEmpty()) {
            rest();
        }
        return batch;
    }

    /** A batch could not be stored: what comes after it says so. The caller's turn is over. */
    synchronized void failed(Batch batch) {
        lost += batch.lost() + batch.events().size() + waiting.size();
        waiting.clear();
        all.addAndGet(-weight);
        weight = 0;
        rest();
    }

    private void rest() {
        busy = false;
        notifyAll();
    }

    synchronized void filled() {
        full = true;
    }

    synchronized boolean isFull() {
        return full;
    }

    /** Waits until nothing waits to be stored; whether that came about. */
    synchronized boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (busy) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return waiting.isEmpty();
    }
}
