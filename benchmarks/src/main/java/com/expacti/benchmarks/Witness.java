package com.expacti.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who stands beside a measurement and does one small thing over and over, so that it can be said of a slow answer
 * whether the machine was slow for everybody just then. A stall is a time in which the small thing took much longer than
 * it should.
 */
final class Witness implements AutoCloseable {
    private final List<long[]> stalls = new ArrayList<>();
    private final Latencies times = new Latencies();
    private final long stalledNanos;
    private final Thread thread;
    private volatile boolean done;

    private Witness(long stalledNanos, Runnable act, long idleNanos) {
        this.stalledNanos = stalledNanos;
        this.thread = Thread.ofPlatform().start(() -> watch(act, idleNanos));
    }

    /** Sleeps for a millisecond at a time; it is stalled where it is woken 2 ms late: nobody could have run sooner. */
    static Witness sleeping() {
        return new Witness(3_000_000, () -> LockSupport.parkNanos(1_000_000), 0);
    }

    /** Writes 8 KiB, a page of the log, and syncs it, 100 times a second, to the same disk; stalled beyond 3 ms. */
    static Witness syncing(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("witness"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ByteBuffer page = ByteBuffer.allocateDirect(8192);
        return new Witness(
                3_000_000,
                () -> {
                    try {
                        file.write(page.clear(), 0);
                        file.force(false);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                10_000_000);
    }

    private void watch(Runnable act, long idleNanos) {
        while (!done) {
            long from = System.nanoTime();
            act.run();
            long to = System.nanoTime();
            times.add(to - from);
            if (to - from >= stalledNanos) {
                stalls.add(new long[] {from, to});
            }
            if (idleNanos > 0) {
                LockSupport.parkNanos(idleNanos);
            }
        }
    }

    /** Ends it; what it saw can be asked then. */
    @Override
    public void close() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String summary() {
        return times.summary();
    }

    /** Whether it was stalled at any time between the two, in {@link System#nanoTime()}. */
    boolean stalledWithin(long from, long to) {
        return stalls.stream().anyMatch(stall -> stall[0] < to && from < stall[1]);
    }
}
