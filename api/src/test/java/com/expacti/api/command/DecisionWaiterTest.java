package com.expacti.api.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody here looks again by themselves: whoever is not told waits until the test gives up. */
final class DecisionWaiterTest {
    private static final Duration FOREVER = Duration.ofHours(1);
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final TestGate gate = TestGate.create();
    private final CommandId command = gate.submitted("touch x");

    /** @param looks counted down once for every look at a command, which a waiter takes when its bell hangs */
    private DecisionWaiter waiter(int places, CountDownLatch looks) {
        return new DecisionWaiter(
                (org, id) -> {
                    var stored = gate.ports().ledger().command(org, id);
                    looks.countDown();
                    return stored;
                },
                gate.useCases().announcer(),
                places,
                FOREVER);
    }

    private CompletableFuture<CommandRecord> waiting(DecisionWaiter waiter, Duration patience) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (DecisionWaiter.Place place = waiter.place(patience)) {
                        return place.await(gate.stored(command));
                    }
                },
                THREADS);
    }

    private static String outcome(CompletableFuture<CommandRecord> waiting) throws Exception {
        return waiting.get(30, TimeUnit.SECONDS).status();
    }

    @Test
    void two_who_wait_for_one_command_are_both_told() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        DecisionWaiter waiter = waiter(10, looks);
        var first = waiting(waiter, FOREVER);
        var second = waiting(waiter, FOREVER);
        looks.await();

        gate.approve(command);

        assertEquals("approved", outcome(first));
        assertEquals("approved", outcome(second));
        assertEquals(0, waiter.awaited(), "a bell still hangs");
    }

    @Test
    void one_whose_patience_ends_takes_nobody_else_s_bell_along() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        DecisionWaiter waiter = waiter(10, looks);
        var patient = waiting(waiter, FOREVER);
        var hasty = waiting(waiter, Duration.ofNanos(1));
        looks.await();
        assertEquals("pending", outcome(hasty));
        assertEquals(1, waiter.awaited());

        gate.deny(command);

        assertEquals("denied", outcome(patient));
        assertEquals(0, waiter.awaited());
    }

    @Test
    void a_decision_on_another_command_wakes_nobody_for_good() throws Exception {
        CountDownLatch looks = new CountDownLatch(1);
        DecisionWaiter waiter = waiter(10, looks);
        var waiting = waiting(waiter, FOREVER);
        looks.await();

        gate.approve(gate.submitted("touch y"));
        gate.approve(command);

        assertEquals("approved", outcome(waiting));
    }

    @Test
    void what_was_decided_before_the_bell_hung_is_seen_at_once() throws Exception {
        DecisionWaiter waiter = waiter(10, new CountDownLatch(1));
        CommandRecord asItWas = gate.stored(command);
        gate.approve(command);

        try (DecisionWaiter.Place place = waiter.place(FOREVER)) {
            assertEquals("approved", place.await(asItWas).status());
        }
    }

    @Test
    void where_all_places_are_taken_the_next_is_refused_until_one_leaves() {
        DecisionWaiter waiter = waiter(1, new CountDownLatch(1));
        try (DecisionWaiter.Place only = waiter.place(FOREVER)) {
            GateException refused = assertThrows(GateException.class, () -> waiter.place(FOREVER));
            assertEquals(ErrorCode.RATE_LIMITED, refused.code());
        }

        try (DecisionWaiter.Place again = waiter.place(Duration.ofNanos(1))) {
            assertEquals("pending", again.await(gate.stored(command)).status());
        }
    }

    @Test
    void who_does_not_wait_needs_no_place() {
        DecisionWaiter waiter = waiter(0, new CountDownLatch(1));
        try (DecisionWaiter.Place place = waiter.place(Duration.ZERO)) {
            assertEquals("pending", place.await(gate.stored(command)).status());
        }
    }
}
