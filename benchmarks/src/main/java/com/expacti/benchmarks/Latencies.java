package com.expacti.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds, of which percentiles are asked. Safe for several threads. */
final class Latencies {
    private long[] nanos = new long[1024];
    private long[] ends = new long[1024];
    private int size;

    synchronized void add(long duration) {
        add(0, duration);
    }

    /** What took from one {@link System#nanoTime()} to another. */
    synchronized void add(long from, long to) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size] = to;
        nanos[size++] = to - from;
    }

    /** How many took longer than that, and in how many of those either witness was stalled as well. */
    synchronized String blame(long limitNanos, Witness sleeper, Witness syncer) {
        int slow = 0;
        int slept = 0;
        int synced = 0;
        int alone = 0;
        Latencies others = new Latencies();
        for (int i = 0; i < size; i++) {
            boolean stalled = sleeper.stalledWithin(ends[i] - nanos[i], ends[i]);
            boolean waited = syncer.stalledWithin(ends[i] - nanos[i], ends[i]);
            if (!stalled && !waited) {
                others.add(nanos[i]);
            }
            if (nanos[i] > limitNanos) {
                slow++;
                slept += stalled ? 1 : 0;
                synced += !stalled && waited ? 1 : 0;
                alone += !stalled && !waited ? 1 : 0;
            }
        }
        return String.format(
                Locale.ROOT,
                "%d took over %d ms: in %d the sleeper was late too, in %d more the disk was slow, in %d neither; without stalls %s",
                slow,
                limitNanos / 1_000_000,
                slept,
                synced,
                alone,
                others.summary());
    }

    synchronized int count() {
        return size;
    }

    /** In milliseconds; {@code percent} from 0 to 100. */
    synchronized double millis(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int at = (int) Math.min(size - 1L, Math.round(Math.ceil(percent / 100 * size)) - 1);
        return sorted[Math.max(0, at)] / 1e6;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms, max %.2f ms (n=%d)",
                millis(50),
                millis(99),
                millis(100),
                count());
    }
}
