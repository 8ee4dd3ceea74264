package com.expacti.benchmarks.judging;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * What doing something once for each of many texts took.
 *
 * @param nanos each duration, in ascending order
 * @param cpu nanoseconds this thread ran for, on average: on a machine that others use too, the figure to look at
 * @param bytes allocated on this thread, on average
 */
record Sample(long[] nanos, long cpu, long bytes) {
    // Results are added up here and looked at, so that the compiler can't leave the work out.
    private static int consumed;

    /** Works through the texts, over and over, until the time is up and each was met once. */
    static Sample of(List<String> texts, double seconds, ToIntFunction<String> work) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = new long[1 << 20];
        int size = 0;
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (size < nanos.length && (size < texts.size() || System.nanoTime() < end)) {
            String text = texts.get(size % texts.size());
            long from = System.nanoTime();
            consumed += work.applyAsInt(text);
            nanos[size++] = System.nanoTime() - from;
        }
        long ran = threads.getCurrentThreadCpuTime() - cpu;
        long allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return new Sample(sorted, ran / size, allocated / size);
    }

    /** What was consumed so far; to be printed, or at least looked at. */
    static int consumed() {
        return consumed;
    }

    /** In microseconds; {@code percent} from 0 to 100. */
    double micros(double percent) {
        int at = (int) Math.ceil(percent / 100 * nanos.length) - 1;
        return nanos[Math.clamp(at, 0, nanos.length - 1)] / 1e3;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "p50 %7.1f µs, p99 %8.1f µs, p99.9 %8.1f µs, CPU %7.1f µs on average, %6.1f KB each (n=%d)",
                micros(50),
                micros(99),
                micros(99.9),
                cpu / 1e3,
                bytes / 1024.0,
                nanos.length);
    }
}
