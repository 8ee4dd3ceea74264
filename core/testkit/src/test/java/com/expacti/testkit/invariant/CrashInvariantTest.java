package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.fault.FaultPoint.Step;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 10: a process that dies at any step loses no decision and runs nothing twice; the sweep finishes the rest. */
final class CrashInvariantTest {
    /** Every step but the delivery to a socket, which is the relay's, and an escalation, which has a test of its own. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELIVERED", "ESCALATED"})
    void invariant_10_after_a_crash_that_nobody_repeats_the_sweep_reaches_one_decision(Step step) {
        for (boolean allow : new boolean[] {true, false}) {
            TestGate dying = TestGate.create(Death.at(step));
            SubmitRequest request = dying.request("r-1", "rm -r build", false, Optional.empty());

            boolean died = Death.of(() -> live(dying, request, allow));
            TestGate restarted = dying.restarted();
            for (int second = 0; second < 120; second += 2) {
                dying.clock().advance(Duration.ofSeconds(2));
                restarted.sweep();
            }

            assertEquals(allow || step != Step.REDEEMED, died, "the step was reached");
            CommandId id = id(restarted);
            assertDecidedOnce(restarted, id);
            assertTrue(allow || !restarted.stored(id).status().equals("approved"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELIVERED", "ESCALATED"})
    void invariant_10_after_a_crash_everybody_may_repeat_what_they_did(Step step) {
        TestGate dying = TestGate.create(Death.at(step));
        SubmitRequest request = dying.request("r-1", "rm -r build", false, Optional.empty());

        assertTrue(Death.of(() -> live(dying, request, true)));
        TestGate restarted = dying.restarted();
        int redeemed = step == Step.REDEEMED ? 1 : 0;
        CommandId id = restarted.submit(request).stored().submission().id();
        if (restarted.stored(id).decision().isEmpty()) {
            vote(restarted, id);
        }
        dying.clock().advance(Duration.ofSeconds(3));
        restarted.sweep();
        assertEquals("approved", restarted.stored(id).status());
        for (int i = 0; i < 3; i++) {
            redeemed += redeem(restarted, id) ? 1 : 0;
        }

        assertEquals(1, redeemed);
        assertDecidedOnce(restarted, id);
    }

    @Test
    void invariant_10_a_crash_after_a_rule_settled_leaves_the_decision_for_the_same_ref() {
        TestGate dying = TestGate.create(Death.at(Step.SETTLED));
        var _ = dying.allow("git status");
        SubmitRequest request = dying.request("r-1", "git status", true, Optional.empty());
        assertTrue(Death.of(() -> dying.submit(request)));
        TestGate restarted = dying.restarted();

        CommandRecord again = restarted.submit(request).stored();

        assertEquals("approved", again.status());
        assertTrue(again.decision().orElseThrow().approval().orElseThrow().spent());
        assertDecidedOnce(restarted, again.submission().id());
    }

    @Test
    void invariant_10_a_crash_while_a_late_approval_is_turned_into_a_time_out_is_finished() {
        TestGate gate = TestGate.create(Death.at(Step.DECIDING));
        CommandId id = gate.submitted("rm -r build");
        assertTrue(Death.of(() -> gate.approve(id)));
        gate.clock().advance(Duration.ofSeconds(61));
        FaultPoint again = Death.at(Step.DECIDING, 2);
        TestGate second = gate.restarted(com.expacti.testkit.UseCases.over(gate.ports(), again));

        assertTrue(Death.of(second::sweep));
        gate.clock().advance(Duration.ofSeconds(3));
        gate.restarted().sweep();

        assertEquals("timed_out", gate.stored(id).status());
        assertDecidedOnce(gate, id);
    }

    @ParameterizedTest
    @EnumSource(names = {"DECIDING", "ESCALATED"})
    void invariant_10_a_crash_while_a_wait_is_escalated_leaves_it_escalated_once(Step step) {
        TestGate gate = TestGate.create(Death.at(step));
        var _ = gate.settings(s -> s.withTimeout(Duration.ofSeconds(60), TimeoutAction.ESCALATE)
                .withBackups(List.of(gate.reviewer().user())));
        CommandId id = gate.submitted("rm -r build");
        gate.clock().advance(Duration.ofSeconds(61));

        assertTrue(Death.of(gate::sweep));
        TestGate restarted = gate.restarted();
        for (int second = 0; second < 10; second += 2) {
            gate.clock().advance(Duration.ofSeconds(2));
            restarted.sweep();
        }

        assertEquals(1, escalations(gate));
        assertEquals("pending", gate.stored(id).status());
        assertEquals("approved", restarted.approve(id).status());
        assertDecidedOnce(gate, id);
    }

    @Test
    void invariant_10_a_crash_after_an_escalation_ends_denied_where_nobody_answers() {
        TestGate gate = TestGate.create(Death.at(Step.ESCALATED));
        var _ = gate.settings(s -> s.withTimeout(Duration.ofSeconds(60), TimeoutAction.ESCALATE)
                .withBackups(List.of(gate.reviewer().user())));
        CommandId id = gate.submitted("rm -r build");
        gate.clock().advance(Duration.ofSeconds(61));
        assertTrue(Death.of(gate::sweep));

        gate.clock().advance(Duration.ofSeconds(300));
        TestGate restarted = gate.restarted();
        restarted.sweep();
        restarted.sweep();

        assertEquals(1, escalations(gate));
        assertEquals("timed_out", gate.stored(id).status());
        assertDecidedOnce(gate, id);
    }

    private static long escalations(TestGate gate) {
        return gate.chain().stream()
                .filter(entry -> "escalated".equals(entry.fields().get("event")))
                .count();
    }

    @Test
    void invariant_10_sweepers_that_die_over_and_over_still_finish() {
        TestGate gate = TestGate.create(Death.at(Step.CLAIMED));
        SubmitRequest request = gate.request("r-1", "rm -r build", false, Optional.empty());
        assertTrue(Death.of(() -> gate.submit(request)));
        gate.clock().advance(Duration.ofSeconds(21));
        for (Step step : List.of(Step.DECIDING, Step.DECIDING, Step.SETTLED)) {
            TestGate sweeper = gate.restarted(com.expacti.testkit.UseCases.over(gate.ports(), Death.at(step)));
            assertTrue(Death.of(sweeper::sweep), step.toString());
            gate.clock().advance(Duration.ofSeconds(3));
        }

        gate.restarted().sweep();

        assertEquals("denied", gate.stored(id(gate)).status());
        assertDecidedOnce(gate, id(gate));
    }

    private static void live(TestGate gate, SubmitRequest request, boolean allow) {
        CommandId id = gate.submit(request).stored().submission().id();
        CommandRecord decided = allow ? gate.approve(id) : gate.deny(id);
        if (decided.status().equals("approved")) {
            gate.redeem(id);
        }
    }

    private static void vote(TestGate gate, CommandId id) {
        try {
            CommandRecord _ = gate.approve(id);
        } catch (GateException e) {
            assertEquals("already_decided", e.code().literal(), "claimed by the process that died");
        }
    }

    private static boolean redeem(TestGate gate, CommandId id) {
        try {
            gate.redeem(id);
            return true;
        } catch (GateException e) {
            assertEquals("approval_used", e.code().literal());
            return false;
        }
    }

    private static CommandId id(TestGate gate) {
        return gate.ports()
                .ledger()
                .byRef(gate.org().org(), gate.session(), "r-1")
                .orElseThrow()
                .submission()
                .id();
    }

    private static void assertDecidedOnce(TestGate gate, CommandId id) {
        assertTrue(gate.stored(id).decision().isPresent(), "still undecided");
        assertEquals(
                1,
                gate.chain().stream()
                        .filter(e -> id.value().equals(e.fields().get("command_id"))
                                && "command_decided".equals(e.fields().get("event")))
                        .count());
        assertEquals(List.of(), gate.ports().queue().pending(gate.org().org()));
        assertTrue(gate.useCases().audit().verify(gate.org().org()).valid());
    }
}
