package com.expacti.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same thing in many threads that start at once. */
public final class Race {
    public static final int RUNNERS = 32;

    private Race() {}

    /** What each of the 32 runners came to, in the order of their numbers; a runner that throws fails the race. */
    public static <T> List<T> run(IntFunction<Callable<T>> runner) {
        CyclicBarrier start = new CyclicBarrier(RUNNERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < RUNNERS; i++) {
                Callable<T> task = runner.apply(i);
                running.add(threads.submit(() -> {
                    int _ = start.await();
                    return task.call();
                }));
            }
            List<T> out = new ArrayList<>();
            for (Future<T> one : running) {
                out.add(one.get());
            }
            return out;
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while racing", e);
        }
    }
}
