package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.rule.PatternType;
import com.expacti.testkit.DemoOrg;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Invariant 3: a command is decided once. Late, double and foreign votes change nothing and are told why. */
final class DecidedOnceTest {
    private static final Duration OVER = Duration.ofSeconds(61);

    private final TestGate gate = TestGate.create();

    @Test
    void invariant_3_late_votes_change_nothing_and_are_told_why() {
        CommandId id = gate.submitted("rm -r build");
        gate.clock().advance(OVER);

        GateException unswept = Refusal.of(ErrorCode.ALREADY_DECIDED, () -> gate.approve(id));
        gate.sweep();
        CommandRecord timedOut = gate.stored(id);
        GateException swept = Refusal.of(ErrorCode.ALREADY_DECIDED, () -> gate.approve(id));

        assertTrue(String.valueOf(unswept.getMessage()).contains("its time is over"), unswept.getMessage());
        assertEquals(unswept.getMessage(), swept.getMessage());
        assertEquals(timedOut, gate.stored(id));
        assertEquals("timed_out", timedOut.status());
    }

    @Test
    void invariant_3_a_second_decision_changes_nothing_and_is_told_why() {
        CommandId id = gate.submitted("rm -r build");
        CommandRecord denied = gate.deny(id);
        int entries = gate.chain().size();

        var _ = Refusal.of(ErrorCode.ALREADY_DECIDED, () -> gate.approve(id));
        var _ = Refusal.of(ErrorCode.ALREADY_DECIDED, () -> gate.approve(gate.owner(), id));
        CommandRecord cancelled = gate.cancel(id);
        gate.clock().advance(OVER);
        gate.sweep();

        assertEquals(denied, cancelled);
        assertEquals(denied, gate.stored(id));
        assertEquals(entries, gate.chain().size());
    }

    @Test
    void invariant_3_who_stands_behind_a_command_does_not_decide_it() {
        CommandId id = gate.submitted("rm -r build");

        GateException refused = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.approve(gate.admin(), id));

        assertTrue(String.valueOf(refused.getMessage()).contains("stand behind"), refused.getMessage());
        assertEquals(
                List.of(),
                gate.ports().queue().get(gate.org().org(), id).orElseThrow().ballots());
    }

    @Test
    void invariant_3_the_person_a_command_is_for_does_not_decide_it() {
        String email = gate.org().reviewer().person().email().toUpperCase(java.util.Locale.ROOT);
        CommandId id = gate.useCases()
                .submit()
                .submit(gate.agent(), gate.request("rm -r build"), Optional.of(email))
                .stored()
                .submission()
                .id();

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.approve(id));
        assertEquals("approved", gate.approve(gate.owner(), id).status());
    }

    @Test
    void invariant_3_an_owner_may_allow_self_approval_and_take_it_back() {
        CommandId id = gate.submitted("rm -r build");
        CommandId later = gate.submitted("rm -r dist");
        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.approve(gate.admin(), id));
        var _ = gate.settings(Settings.selfApproval(true));
        assertEquals("approved", gate.approve(gate.admin(), id).status());

        var _ = gate.settings(Settings.selfApproval(false));

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.approve(gate.admin(), later));
    }

    @Test
    void invariant_3_an_auditor_decides_nothing() {
        CommandId id = gate.submitted("rm -r build");

        var _ = Refusal.of(
                ErrorCode.FORBIDDEN, () -> gate.approve(gate.person(gate.org().auditor()), id));
        assertEquals("pending", gate.stored(id).status());
    }

    @Test
    void invariant_3_the_same_ref_is_the_same_command_and_decision() {
        SubmitRequest request = gate.request("r-1", "rm -r build", false, Optional.empty());
        CommandId id = gate.submit(request).stored().submission().id();
        Submitted again = gate.submit(request);
        CommandRecord approved = gate.approve(id);
        Submitted decided = gate.submit(request);

        assertEquals(id, again.stored().submission().id());
        assertEquals(new Submitted.Decided(approved, true), decided);
        var _ = Refusal.of(
                ErrorCode.CONFLICT, () -> gate.submit(gate.request("r-1", "rm -r /", false, Optional.empty())));
        assertEquals(1, gate.ports().queue().pending(gate.org().org()).size() + 1);
    }

    @Test
    void invariant_3_a_denial_that_was_counted_is_not_undone_by_silence() {
        TestGate dying = TestGate.create(Death.at(FaultPoint.Step.VOTED));
        var _ = dying.settings(Settings.silenceApprovesBelow(50));
        CommandId id = dying.submitted("git status");
        assertTrue(Death.of(() -> dying.deny(id)));
        dying.clock().advance(OVER);

        dying.restarted().sweep();

        Decision decision = dying.stored(id).decision().orElseThrow();
        assertEquals(Outcome.DENIED, decision.outcome());
        assertEquals(Via.REVIEWER, decision.via());
        assertEquals(dying.org().reviewer().person().email(), decision.decidedBy());
    }

    @Test
    void invariant_3_a_vote_repeated_after_a_crash_finishes_what_it_began() {
        TestGate dying = TestGate.create(Death.at(FaultPoint.Step.VOTED));
        CommandId id = dying.submitted("rm -r build");
        assertTrue(Death.of(() -> dying.approve(id)));
        TestGate restarted = dying.restarted();

        assertEquals("pending", restarted.stored(id).status());
        assertEquals("approved", restarted.approve(id).status());
    }

    @Test
    void invariant_3_the_opposite_vote_after_a_crash_is_refused_and_the_first_stands() {
        TestGate dying = TestGate.create(Death.at(FaultPoint.Step.VOTED));
        CommandId id = dying.submitted("rm -r build");
        assertTrue(Death.of(() -> dying.deny(id)));
        TestGate restarted = dying.restarted();

        var _ = Refusal.of(ErrorCode.CONFLICT, () -> restarted.approve(id));

        assertEquals("denied", restarted.stored(id).status());
    }

    @Test
    void invariant_3_a_vote_lapses_with_its_voters_right_and_the_command_waits_again() {
        TestGate dying = TestGate.create(Death.at(FaultPoint.Step.DECIDING));
        CommandId id = dying.submitted("rm -r build");
        assertTrue(Death.of(() -> dying.approve(id)));
        replace(dying, dying.org().reviewer(), Role.REVIEWER, false);
        TestGate restarted = dying.restarted();
        dying.clock().advance(Duration.ofSeconds(3));

        restarted.sweep();

        assertEquals("pending", restarted.stored(id).status());
        assertEquals(
                List.of(),
                restarted
                        .ports()
                        .queue()
                        .get(restarted.org().org(), id)
                        .orElseThrow()
                        .ballots());
        assertEquals("approved", restarted.approve(restarted.owner(), id).status());
        assertEquals(
                restarted.org().owner().person().email(),
                restarted.stored(id).decision().orElseThrow().decidedBy());
    }

    @Test
    void invariant_3_remembering_lapses_with_the_right_to_make_rules() {
        TestGate dying = TestGate.create(Death.at(FaultPoint.Step.DECIDING));
        CommandId id = dying.submitted("rm -r build");
        Vote remember = new Vote(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Remember(PatternType.EXACT, "rm -r build", "", OptionalLong.empty())));
        assertTrue(Death.of(() -> dying.vote(dying.owner(), id, remember)));
        replace(dying, dying.org().owner(), Role.REVIEWER, true);
        TestGate restarted = dying.restarted();
        dying.clock().advance(Duration.ofSeconds(3));

        restarted.sweep();

        assertEquals("approved", restarted.stored(id).status());
        assertEquals(List.of(), restarted.ports().orgs().rules(restarted.org().org(), Optional.empty(), 10));
    }

    @Test
    void invariant_3_a_command_that_is_decided_is_announced_once() {
        CommandId id = gate.submitted("rm -r build");
        CommandRecord _ = gate.approve(id);
        gate.clock().advance(OVER);
        gate.sweep();

        assertEquals(
                1,
                gate.events().stream()
                        .filter(new Event.CommandResolved(gate.org().org(), id)::equals)
                        .count());
    }

    @Test
    void invariant_3_of_many_who_decide_cancel_and_sweep_at_once_one_does() {
        for (int round = 0; round < 20; round++) {
            CommandId id = gate.submitted("rm -r build");
            TestGate other = gate.restarted();
            List<String> told = Race.run(i -> () -> outcome(i % 2 == 0 ? gate : other, i, id));

            Decision decision = gate.stored(id).decision().orElseThrow();
            long entries = gate.chain().stream()
                    .filter(e -> id.value().equals(e.fields().get("command_id")))
                    .count();
            assertEquals(1, entries);
            assertTrue(told.contains(decision.outcome().literal()), told + " but " + decision);
            for (String one : told) {
                assertTrue(
                        one.equals(decision.outcome().literal()) || !one.matches("approved|denied|cancelled"),
                        told + " but " + decision);
            }
        }
    }

    private static String outcome(TestGate gate, int runner, CommandId id) {
        try {
            return switch (runner % 4) {
                case 0 -> gate.approve(id).status();
                case 1 -> gate.deny(gate.owner(), id).status();
                case 2 -> gate.cancel(id).status();
                default -> {
                    gate.sweep();
                    yield "swept";
                }
            };
        } catch (GateException e) {
            return e.code().literal();
        }
    }

    private static void replace(TestGate gate, DemoOrg.Member member, Role role, boolean active) {
        Person p = member.person();
        gate.ports().orgs().put(gate.org().org(), new Person(p.id(), p.email(), p.displayName(), role, active));
    }
}
