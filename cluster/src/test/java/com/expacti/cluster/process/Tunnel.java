package com.expacti.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between one node and its database: it can be cut, go silent, and be slow. */
public final class Tunnel implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.FLOWING;
    private Duration delay = Duration.ZERO;

    private enum State {
        FLOWING,
        SILENT,
        CUT,
        CLOSED
    }

    public Tunnel(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("tunnel").start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Every connection breaks, and none comes about. */
    public void cut() {
        become(State.CUT, Duration.ZERO);
        breakAll();
    }

    /** Nothing arrives any more and nobody is told so; what was sent arrives once it flows again. */
    public void silence() {
        become(State.SILENT, Duration.ZERO);
    }

    /** Each piece arrives later, in both directions. */
    public void slow(Duration each) {
        become(State.FLOWING, each);
    }

    public void mend() {
        become(State.FLOWING, Duration.ZERO);
    }

    @Override
    public void close() {
        become(State.CLOSED, Duration.ZERO);
        quietly(door);
        breakAll();
    }

    private void become(State next, Duration each) {
        lock.lock();
        try {
            state = next;
            delay = each;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void breakAll() {
        open.forEach(Tunnel::quietly);
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket from) {
        try {
            if (!flows()) {
                from.close();
                return;
            }
            Socket to = new Socket();
            to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            open.add(from);
            open.add(to);
            Thread.ofVirtual().start(() -> pump(from, to));
            Thread.ofVirtual().start(() -> pump(to, from));
        } catch (IOException refused) {
            quietly(from);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(piece); count >= 0 && flows(); count = in.read(piece)) {
                out.write(piece, 0, count);
            }
        } catch (IOException ended) {
            // Either end may go at any time.
        } finally {
            quietly(from);
            quietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    /** Waits as long as it is silent, and the delay; whether anything may pass then. */
    private boolean flows() {
        lock.lock();
        try {
            long left = delay.toNanos();
            while (state == State.SILENT || (state == State.FLOWING && left > 0)) {
                if (state == State.SILENT) {
                    changed.await();
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            return state == State.FLOWING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception gone) {
            // It is what was wanted.
        }
    }
}
