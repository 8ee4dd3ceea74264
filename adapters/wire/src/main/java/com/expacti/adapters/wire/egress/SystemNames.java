package com.expacti.adapters.wire.egress;

import com.expacti.application.egress.HostNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up as this machine does. On a few threads of its own: the system's resolver cannot be interrupted, and a name
 * server that never answers must not hold more than these.
 */
public final class SystemNames implements HostNames, AutoCloseable {
    private static final int THREADS_MAX = 8;
    private static final int WAITING_MAX = 64;

    private final Duration patience;
    private final Resolver resolver;
    private final ThreadPoolExecutor threads;

    public SystemNames(Duration patience) {
        this(patience, InetAddress::getAllByName);
    }

    SystemNames(Duration patience, Resolver resolver) {
        this.patience = patience;
        this.resolver = resolver;
        this.threads = new ThreadPoolExecutor(
                THREADS_MAX,
                THREADS_MAX,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("names-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> lookUp(String name) {
        Future<InetAddress[]> answer;
        try {
            answer = threads.submit(() -> resolver.addresses(name));
        } catch (RejectedExecutionException e) {
            return List.of();
        }
        try {
            return List.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            return List.of();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What the JDK calls a look-up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }
}
