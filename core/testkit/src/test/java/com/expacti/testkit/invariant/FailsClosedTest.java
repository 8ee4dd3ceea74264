package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.expacti.application.command.Submitted;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Invariant 1: error, time-out, lost socket, text that does not parse, rules that keep moving: no. */
final class FailsClosedTest {
    private static final Duration OVER = Duration.ofSeconds(61);
    private static final List<String> UNPARSED = List.of("echo \"unterminated", "ls )", "cat <<EOF", "if true");

    private final TestGate gate = TestGate.create();

    @Test
    void invariant_1_silence_denies() {
        CommandId id = gate.submitted("rm -r build");
        gate.clock().advance(OVER);

        gate.sweep();

        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, id);
        assertEquals("system:timeout", decision(id).decidedBy());
        assertEquals(Optional.empty(), gate.ports().queue().get(gate.org().org(), id));
    }

    @Test
    void invariant_1_a_store_that_fails_while_a_rule_settles_lets_nothing_through() {
        var _ = gate.settings(Settings.nobodyIsAskedBelow(50));
        TestGate down = gate.restarted(broken("settle"));

        var _ = Refusal.of(
                ErrorCode.UNAVAILABLE, () -> down.submit(gate.request("r-1", "git status", true, Optional.empty())));

        assertEquals(Optional.empty(), gate.ports().ledger().byRef(gate.org().org(), gate.session(), "r-1"));
        assertInstanceOf(
                Submitted.Decided.class, gate.submit(gate.request("r-1", "git status", true, Optional.empty())));
    }

    @Test
    void invariant_1_a_store_that_fails_while_a_command_is_stored_asks_nobody() {
        TestGate down = gate.restarted(broken("claim"));

        var _ = Refusal.of(ErrorCode.UNAVAILABLE, () -> down.submit("rm -r build"));

        assertEquals(List.of(), gate.ports().queue().pending(gate.org().org()));
    }

    @Test
    void invariant_1_a_command_that_nobody_was_asked_about_is_denied_by_the_sweep() {
        PendingQueue noPut = Broken.port(PendingQueue.class, gate.ports().queue(), "put");
        TestGate down = gate.restarted(UseCases.over(gate.ports(), gate.ports().ledger(), noPut, FaultPoint.NONE));
        var _ = Refusal.of(
                ErrorCode.UNAVAILABLE, () -> down.submit(gate.request("r-1", "rm -r build", false, Optional.empty())));
        CommandId id = gate.ports()
                .ledger()
                .byRef(gate.org().org(), gate.session(), "r-1")
                .orElseThrow()
                .submission()
                .id();
        gate.sweep();
        assertEquals("pending", gate.stored(id).status());

        gate.clock().advance(Duration.ofSeconds(21));
        gate.sweep();

        assertDecided(Outcome.DENIED, Via.FAILURE, id);
    }

    @Test
    void invariant_1_a_command_that_nobody_was_asked_about_is_not_approved_by_silence() {
        var _ = gate.settings(Settings.silenceApprovesBelow(100));
        PendingQueue noPut = Broken.port(PendingQueue.class, gate.ports().queue(), "put");
        TestGate down = gate.restarted(UseCases.over(gate.ports(), gate.ports().ledger(), noPut, FaultPoint.NONE));
        var _ = Refusal.of(
                ErrorCode.UNAVAILABLE, () -> down.submit(gate.request("r-1", "git push", false, Optional.empty())));
        PendingQueue another = Broken.before(PendingQueue.class, gate.ports().queue(), method -> {
            if (method.equals("claim")) {
                int _ = gate.useCases().sweep().expire();
            }
        });
        gate.clock().advance(Duration.ofSeconds(21));

        int _ = UseCases.over(gate.ports(), gate.ports().ledger(), another, FaultPoint.NONE)
                .sweep()
                .denyItemless();

        CommandRecord stored = gate.ports()
                .ledger()
                .byRef(gate.org().org(), gate.session(), "r-1")
                .orElseThrow();
        assertEquals("denied", stored.status());
    }

    @Test
    void invariant_1_a_vote_that_could_not_be_settled_approves_nothing_until_it_can() {
        CommandId id = gate.submitted("rm -r build");
        TestGate down = gate.restarted(broken("settle"));

        var _ = Refusal.of(ErrorCode.UNAVAILABLE, () -> down.approve(id));
        assertEquals("pending", gate.stored(id).status());
        gate.clock().advance(Duration.ofSeconds(3));
        gate.sweep();

        assertDecided(Outcome.APPROVED, Via.REVIEWER, id);
    }

    @Test
    void invariant_1_a_vote_that_could_not_be_settled_in_time_is_a_time_out() {
        CommandId id = gate.submitted("rm -r build");
        TestGate down = gate.restarted(broken("settle"));
        var _ = Refusal.of(ErrorCode.UNAVAILABLE, () -> down.approve(id));
        gate.clock().advance(OVER);

        gate.sweep();

        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, id);
    }

    @Test
    void invariant_1_the_agents_lost_socket_cancels_after_its_grace() {
        gate.ports().queue().renewNode("node-1", Duration.ofSeconds(300));
        CommandId id = gate.submit(gate.request("r-1", "rm -r build", false, Optional.of("node-1")))
                .stored()
                .submission()
                .id();
        gate.ports().queue().detach(gate.org().org(), id, 1);
        gate.clock().advance(Duration.ofSeconds(14));
        gate.sweep();
        assertEquals("pending", gate.stored(id).status());

        gate.clock().advance(Duration.ofSeconds(2));
        gate.sweep();

        assertDecided(Outcome.CANCELLED, Via.CANCEL, id);
        assertEquals("system:disconnect", decision(id).decidedBy());
    }

    @Test
    void invariant_1_text_that_does_not_parse_waits_for_a_person_whatever_the_settings_are() {
        var _ = gate.settings(Settings.nobodyIsAskedBelow(100));

        for (String text : UNPARSED) {
            assertInstanceOf(Submitted.Waiting.class, gate.submit(text), text);
        }
    }

    @Test
    void invariant_1_text_that_does_not_parse_is_not_approved_by_silence() {
        var _ = gate.settings(Settings.silenceApprovesBelow(100));
        List<CommandId> ids = UNPARSED.stream().map(gate::submitted).toList();
        gate.clock().advance(OVER);

        gate.sweep();

        ids.forEach(id -> assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, id));
    }

    @Test
    void invariant_1_silence_approves_only_what_an_owner_chose() {
        var _ = gate.settings(Settings.silenceApprovesBelow(50));
        CommandId plain = gate.submitted("git status");
        CommandId risky = gate.submitted("kubectl delete pod --all -n production");
        CommandId mutable = gate.submitted("make");
        gate.clock().advance(OVER);

        gate.sweep();

        assertDecided(Outcome.APPROVED, Via.TIMEOUT, plain);
        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, risky);
        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, mutable);
    }

    @Test
    void invariant_1_silence_does_not_approve_what_an_owner_no_longer_wants() {
        var before = gate.useCases().settings().get(gate.owner());
        var _ = gate.settings(Settings.silenceApprovesBelow(50));
        CommandId id = gate.submitted("git status");
        var _ = gate.settings(s -> before);
        gate.clock().advance(OVER);

        gate.sweep();

        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, id);
    }

    @Test
    void invariant_1_silence_does_not_approve_for_a_revoked_token() {
        var _ = gate.settings(Settings.silenceApprovesBelow(50));
        CommandId id = gate.submitted("git status");
        gate.useCases()
                .agents()
                .revoke(gate.owner(), gate.org().agent(), gate.org().agentCredential());
        gate.clock().advance(OVER);

        gate.sweep();

        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, id);
    }

    @Test
    void invariant_1_silence_does_not_approve_what_became_riskier_meanwhile() {
        TargetId target = new TargetId("dev_demo");
        var _ = gate.settings(Settings.silenceApprovesBelow(100));
        CommandId id = gate.submit(onTarget("rm -r build", "dev"))
                .stored()
                .submission()
                .id();
        gate.ports().orgs().put(gate.org().org(), new Target(target, "dev", Environment.PRODUCTION, false, Set.of()));
        gate.clock().advance(OVER);

        gate.sweep();

        assertDecided(Outcome.TIMED_OUT, Via.TIMEOUT, id);
    }

    @Test
    void invariant_1_silence_does_not_approve_what_a_rule_made_meanwhile_forbids() {
        var _ = gate.settings(Settings.silenceApprovesBelow(50));
        CommandId id = gate.submitted("git status");
        var _ = gate.forbid("git status");
        gate.clock().advance(OVER);

        gate.sweep();

        assertEquals(false, decision(id).outcome().allow());
    }

    @Test
    void invariant_1_rules_that_never_hold_still_leave_the_command_to_people() {
        var _ = gate.settings(Settings.nobodyIsAskedBelow(50));
        AtomicInteger moves = new AtomicInteger();
        Ledger restless = Broken.before(Ledger.class, gate.ports().ledger(), method -> {
            if (method.equals("settle")) {
                int _ = moves.incrementAndGet();
                var _ = gate.rule(RuleEffect.ALLOW, PatternType.EXACT, "echo " + moves.get());
            }
        });
        TestGate contended = gate.restarted(
                UseCases.over(gate.ports(), restless, gate.ports().queue(), FaultPoint.NONE));

        Submitted submitted = contended.submit("git status");

        assertInstanceOf(Submitted.Waiting.class, submitted);
        assertEquals(4, moves.get(), "judged once and again three times");
        CommandId id = submitted.stored().submission().id();
        assertEquals("pending", contended.approve(id).status());
        assertEquals("approved", finished(id).status());
    }

    private CommandRecord finished(CommandId id) {
        return gate.approve(gate.owner(), id);
    }

    private com.expacti.application.command.SubmitRequest onTarget(String command, String target) {
        return new com.expacti.application.command.SubmitRequest(
                gate.session(),
                "on-" + target,
                command,
                Optional.empty(),
                Optional.of(target),
                Optional.empty(),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private UseCases broken(String... methods) {
        return UseCases.over(
                gate.ports(),
                Broken.port(Ledger.class, gate.ports().ledger(), methods),
                gate.ports().queue(),
                FaultPoint.NONE);
    }

    private Decision decision(CommandId id) {
        return gate.stored(id).decision().orElseThrow();
    }

    private void assertDecided(Outcome outcome, Via via, CommandId id) {
        assertEquals(outcome, decision(id).outcome());
        assertEquals(via, decision(id).via());
    }
}
