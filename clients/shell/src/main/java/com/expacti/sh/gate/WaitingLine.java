package com.expacti.sh.gate;

import com.expacti.client.Waiting.Held;
import com.expacti.client.shown.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The one quiet line while a command waits: rewritten in place on a terminal, printed once elsewhere. */
final class WaitingLine implements AutoCloseable {
    private final PrintStream err;
    private final boolean terminal;
    private final InstantSource clock;
    private Optional<Held> held = Optional.empty();
    private boolean closed;

    WaitingLine(PrintStream err, boolean terminal, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** The line as it reads at an instant; the time left is cut to whole seconds and never negative. */
    static String text(Held held, Instant now) {
        long left = Math.max(0, Duration.between(now, held.expiresAt()).toSeconds());
        String level = held.risk().level();
        return "expacti: waiting for a reviewer · %d%s · %d:%02d"
                .formatted(held.risk().score(), level.isEmpty() ? "" : " " + Printable.of(level), left / 60, left % 60);
    }

    synchronized void show(Held now) {
        boolean first = held.isEmpty();
        // An extension says nothing about risk: the first word stands.
        held = Optional.of(first ? now : new Held(now.id(), held.get().risk(), now.expiresAt()));
        if (!terminal) {
            if (first) {
                err.println(text(now, clock.instant()));
                err.flush();
            }
            return;
        }
        draw();
        if (first) {
            Thread.ofVirtual().name("waiting-line").start(this::tick);
        }
    }

    private void tick() {
        try {
            while (draw()) {
                Thread.sleep(Duration.ofSeconds(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        if (closed || held.isEmpty()) {
            return false;
        }
        err.print("\r" + text(held.get(), clock.instant()) + "\033[K");
        err.flush();
        return true;
    }

    @Override
    public synchronized void close() {
        if (terminal && held.isPresent() && !closed) {
            err.print("\r\033[K");
            err.flush();
        }
        closed = true;
    }
}
