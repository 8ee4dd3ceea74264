package com.expacti.api.command;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a command to be decided, on the caller's own virtual thread. Whoever waits has a bell of their own, so nobody
 * who leaves takes another's with them. A bell that is not rung costs at most a second: then the waiter looks again.
 */
@Singleton
final class DecisionWaiter {
    private static final int PLACES = 1_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Look look;
    private final Duration lookAgain;
    private final Semaphore places;

    /** Replaced, never changed in place, so that ringing needs no lock. */
    private final Map<CommandId, Set<Semaphore>> bells = new ConcurrentHashMap<>();

    /** Reads a command as it is now. */
    @FunctionalInterface
    interface Look {
        Optional<CommandRecord> at(OrgId org, CommandId command);
    }

    @Inject
    DecisionWaiter(Ledger ledger, LocalAnnouncer announcer) {
        this(ledger::command, announcer, PLACES, LOOK_AGAIN);
    }

    /**
     * @param places how many may wait at once
     * @param lookAgain how long a waiter trusts its bell
     */
    DecisionWaiter(Look look, LocalAnnouncer announcer, int places, Duration lookAgain) {
        this.look = look;
        this.lookAgain = lookAgain;
        this.places = new Semaphore(places);
        announcer.join(event -> {
            if (event instanceof Event.CommandResolved resolved) {
                bells.getOrDefault(resolved.command(), Set.of()).forEach(Semaphore::release);
            }
        });
    }

    /**
     * A place to wait in, taken before anything is done, so that nothing is done for whom there is none.
     *
     * @param patience zero for whoever does not wait, who needs no place
     * @throws GateException {@code rate_limited} where too many wait already
     */
    Place place(Duration patience) {
        if (!patience.isPositive()) {
            return new Place(patience, Optional.empty());
        }
        if (!places.tryAcquire()) {
            throw new GateException(
                    ErrorCode.RATE_LIMITED, "too many requests wait here; ask again in a second, without wait_seconds");
        }
        return new Place(patience, Optional.of(places));
    }

    /** Room for one waiter; given back by closing it. */
    final class Place implements AutoCloseable {
        private final Duration patience;
        private final Optional<Semaphore> taken;

        private Place(Duration patience, Optional<Semaphore> taken) {
            this.patience = patience;
            this.taken = taken;
        }

        /** The command as it is when decided, or when the patience is over. */
        CommandRecord await(CommandRecord stored) {
            return stored.decision().isPresent() || taken.isEmpty() ? stored : waited(stored, patience);
        }

        @Override
        public void close() {
            taken.ifPresent(Semaphore::release);
        }
    }

    private CommandRecord waited(CommandRecord stored, Duration patience) {
        CommandId command = stored.submission().id();
        long end = System.nanoTime() + patience.toNanos();
        Semaphore bell = new Semaphore(0);
        hang(command, bell);
        try {
            CommandRecord now = stored;
            long left = end - System.nanoTime();
            do {
                // Looking comes after hanging up the bell: what is decided in between is seen, what is decided later
                // rings.
                now = look.at(stored.submission().org(), command).orElse(now);
                left = end - System.nanoTime();
            } while (now.decision().isEmpty() && left > 0 && hear(bell, Math.min(left, lookAgain.toNanos())));
            return now;
        } finally {
            takeDown(command, bell);
        }
    }

    private void hang(CommandId command, Semaphore bell) {
        bells.merge(command, Set.of(bell), (hanging, one) -> {
            Set<Semaphore> more = new HashSet<>(hanging);
            more.addAll(one);
            return more;
        });
    }

    private void takeDown(CommandId command, Semaphore bell) {
        bells.computeIfPresent(command, (id, hanging) -> {
            Set<Semaphore> fewer = new HashSet<>(hanging);
            fewer.remove(bell);
            return fewer.isEmpty() ? null : fewer;
        });
    }

    /** How many commands somebody waits for. */
    int awaited() {
        return bells.size();
    }

    /** Whether to look again; not once the thread is asked to stop. */
    private static boolean hear(Semaphore bell, long nanos) {
        try {
            var _ = bell.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            var _ = bell.drainPermits();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
