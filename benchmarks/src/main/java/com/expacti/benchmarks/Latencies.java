package com.expacti.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds, of which percentiles are asked. Safe for several threads. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int size;

    synchronized void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = duration;
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
