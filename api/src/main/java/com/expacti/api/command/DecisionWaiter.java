package com.expacti.api.command;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a command to be decided, on the caller's own virtual thread. A hint that is lost costs at most a second. */
@Singleton
final class DecisionWaiter {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Map<CommandId, CountDownLatch> waiting = new ConcurrentHashMap<>();

    DecisionWaiter(Ledger ledger, LocalAnnouncer announcer) {
        this.ledger = ledger;
        announcer.join(event -> {
            if (event instanceof Event.CommandResolved resolved) {
                Optional.ofNullable(waiting.remove(resolved.command())).ifPresent(CountDownLatch::countDown);
            }
        });
    }

    /** The command as it is when decided, or when the patience is over. */
    Optional<CommandRecord> await(OrgId org, CommandId command, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            CountDownLatch latch = waiting.computeIfAbsent(command, id -> new CountDownLatch(1));
            Optional<CommandRecord> now = ledger.command(org, command);
            long left = end - System.nanoTime();
            if (now.isEmpty() || now.get().decision().isPresent() || left <= 0) {
                waiting.remove(command, latch);
                return now;
            }
            if (!hear(latch, Math.min(left, LOOK_AGAIN.toNanos()))) {
                waiting.remove(command, latch);
                return now;
            }
        }
    }

    /** Whether to look again; not once the thread is asked to stop. */
    private static boolean hear(CountDownLatch latch, long nanos) {
        try {
            var _ = latch.await(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
