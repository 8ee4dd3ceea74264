package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real use cases against each other: whatever one node does is interrupted at each of its calls of the ledger and the
 * queue, one after the other, by all that another node does; and ends there, or goes on. Then somebody tries once more.
 */
final class EveryMomentTest {
    private static final int CALLS_MAX = 40;
    private static final List<Act> AFTERWARDS = List.of(Act.APPROVE, Act.DENY, Act.SUBMIT_AGAIN);
    private static final Duration OVER = Duration.ofSeconds(61);

    /** What one node does, whole. */
    private enum Act {
        APPROVE,
        DENY,
        CANCEL,
        EXTEND,
        WAIT_OVER,
        SWEEP_LATER,
        FORBID,
        DEMOTE,
        SUBMIT_AGAIN,
        REDEEM
    }

    /** One way it may go. */
    private record Way(Act first, int call, boolean dies, Act between, Act after) {}

    @ParameterizedTest
    @EnumSource(Act.class)
    void invariants_1_3_4_7_and_10_hold_whatever_comes_between_any_two_calls(Act first) {
        int ways = 0;
        for (Act between : Act.values()) {
            for (Act after : AFTERWARDS) {
                for (boolean dies : new boolean[] {false, true}) {
                    ways += everyCall(first, dies, between, after);
                }
            }
        }

        assertTrue(ways >= 2 * Act.values().length * AFTERWARDS.size(), "each was tried at a call at least");
    }

    private static int everyCall(Act first, boolean dies, Act between, Act after) {
        for (int call = 1; call <= CALLS_MAX; call++) {
            Way way = new Way(first, call, dies, between, after);
            if (!new Life(way).runs()) {
                return call;
            }
        }
        throw new AssertionError("more calls than expected: " + first);
    }

    /** One command, from where it waits for people to where nothing more happens. */
    private static final class Life {
        private final Way way;
        private final TestGate gate = TestGate.create();
        private final SubmitRequest request = gate.request("r-1", "make", false, Optional.empty());
        private final CommandId id;
        private boolean closed;
        private boolean forbidden;
        private int spent;

        Life(Way way) {
            this.way = way;
            id = gate.submit(request).stored().submission().id();
        }

        /** Whether the first act was long enough to be interrupted. */
        boolean runs() {
            AtomicInteger calls = new AtomicInteger();
            Runnable interruption = () -> {
                if (calls.incrementAndGet() == way.call) {
                    act(gate.restarted(), way.between);
                    if (way.dies) {
                        throw new Ended();
                    }
                }
            };
            Ledger ledger = Broken.before(Ledger.class, gate.ports().ledger(), _ -> interruption.run());
            PendingQueue queue = Broken.before(PendingQueue.class, gate.ports().queue(), _ -> interruption.run());
            TestGate interrupted = gate.restarted(UseCases.over(gate.ports(), ledger, queue, FaultPoint.NONE));
            try {
                act(interrupted, way.first);
            } catch (Ended | CompletionException ended) {
                assertTrue(ended instanceof Ended || ended.getCause() instanceof Ended, way.toString());
            }
            boolean interruptedIt = calls.get() >= way.call;
            Optional<Outcome> before = outcome();
            act(gate.restarted(), way.after);
            act(gate.restarted(), Act.REDEEM);
            end();
            judge(before);
            return interruptedIt;
        }

        private void end() {
            for (int i = 0; i < 3; i++) {
                gate.clock().advance(Duration.ofSeconds(600));
                gate.restarted().sweep();
            }
        }

        private void judge(Optional<Outcome> before) {
            CommandRecord stored = gate.stored(id);
            long decisions = gate.chain().stream()
                    .filter(e -> "command_decided".equals(e.fields().get("event")))
                    .count();
            assertAll(
                    way.toString(),
                    () -> assertEquals(1, decisions),
                    () -> assertEquals(
                            List.of(), gate.ports().queue().pending(gate.org().org())),
                    () -> before.ifPresent(known -> assertEquals(before, outcome())),
                    () -> assertTrue(spent <= 1, "spent once at most"),
                    () -> assertTrue(!(closed && stored.status().equals("approved")), "approved by what was gone"),
                    () -> assertTrue(inTime(stored), "approved in time"),
                    () -> assertNotEquals("pending", stored.status()));
        }

        private static boolean inTime(CommandRecord stored) {
            return stored.decision()
                    .filter(decision -> decision.outcome().allow())
                    .filter(decision ->
                            !decision.decidedAt().isBefore(stored.deadline().orElseThrow()))
                    .isEmpty();
        }

        private Optional<Outcome> outcome() {
            return gate.stored(id).decision().map(decision -> decision.outcome());
        }

        /** What is refused was told why; that is an answer. */
        private void act(TestGate node, Act act) {
            try {
                done(node, act);
            } catch (GateException refused) {
                assertNotEquals("", refused.getMessage());
            }
        }

        private void done(TestGate node, Act act) {
            switch (act) {
                case APPROVE -> {
                    var _ = node.approve(id);
                }
                case DENY -> {
                    var _ = node.deny(id);
                }
                case CANCEL -> {
                    var _ = node.cancel(id);
                }
                case EXTEND -> {
                    var _ = node.useCases().extend().extend(node.owner(), id, 60);
                }
                case WAIT_OVER -> {
                    gate.clock().advance(OVER);
                    node.sweep();
                }
                case SWEEP_LATER -> {
                    gate.clock().advance(Duration.ofSeconds(3));
                    int _ = node.useCases().sweep().finishVoted();
                    node.sweep();
                }
                case FORBID -> forbid(node);
                case DEMOTE -> demote();
                case SUBMIT_AGAIN -> {
                    var _ = node.submit(request);
                }
                case REDEEM -> redeem(node);
            }
        }

        private void forbid(TestGate node) {
            var _ = node.forbid("make");
            forbidden = true;
            closed |= outcome().isEmpty();
        }

        /** The one whose approval is tried. */
        private void demote() {
            Person rita = gate.org().reviewer().person();
            gate.ports()
                    .orgs()
                    .put(gate.org().org(), new Person(rita.id(), rita.email(), rita.displayName(), Role.AUDITOR, true));
            closed |= outcome().isEmpty();
        }

        private void redeem(TestGate node) {
            if (outcome().equals(Optional.of(Outcome.APPROVED))) {
                node.redeem(id);
                assertTrue(!forbidden, "spent although forbidden: " + way);
                spent++;
            }
        }
    }

    /** The end of a process between two calls. */
    private static final class Ended extends Error {}
}
