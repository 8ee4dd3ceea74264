package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.Submitted;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import com.expacti.testkit.contract.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Invariants 4, 5 and 8: an approval runs once, in time, where it was given, for the bytes that were shown; a rule lets
 * through no more than its author saw; and what a target says of itself changes nothing.
 */
final class ApprovalInvariantTest {
    private final TestGate gate = TestGate.create();

    @Test
    void invariant_4_an_approval_is_redeemed_once() {
        CommandId id = approved("make");

        gate.redeem(id);

        var _ = Refusal.of(ErrorCode.APPROVAL_USED, () -> gate.redeem(id));
    }

    @Test
    void invariant_4_of_many_redemptions_on_two_nodes_one_succeeds() {
        CommandId id = approved("make");
        TestGate other = gate.restarted();

        List<String> told = Race.run(i -> () -> {
            try {
                (i % 2 == 0 ? gate : other).redeem(id);
                return "redeemed";
            } catch (GateException e) {
                return e.code().literal();
            }
        });

        assertEquals(1, Collections.frequency(told, "redeemed"));
        assertEquals(Race.RUNNERS - 1, Collections.frequency(told, "approval_used"));
    }

    @Test
    void invariant_4_an_approval_is_over_after_30_s() {
        CommandId id = approved("make");
        gate.clock().advance(Duration.ofSeconds(30));

        var _ = Refusal.of(ErrorCode.APPROVAL_EXPIRED, () -> gate.redeem(id));
    }

    @Test
    void invariant_4_an_approval_is_for_the_bytes_that_were_shown() {
        CommandId id = approved("make");
        String token = gate.approvalToken(id);

        var _ = Refusal.of(
                ErrorCode.CONFLICT,
                () -> gate.useCases()
                        .redeem()
                        .redeem(
                                gate.agent(),
                                id,
                                token,
                                Optional.of(Digest.ofText("make ").hex())));
        gate.useCases()
                .redeem()
                .redeem(
                        gate.agent(),
                        id,
                        token,
                        Optional.of(Digest.ofText("make").hex()));

        assertTrue(approval(id).spent());
    }

    @Test
    void invariant_4_a_token_proves_its_own_command_only() {
        CommandId id = approved("make");
        CommandId other = approved("make clean");

        var _ = Refusal.of(
                ErrorCode.APPROVAL_UNKNOWN,
                () -> gate.useCases().redeem().redeem(gate.agent(), id, gate.approvalToken(other), Optional.empty()));
        var _ = Refusal.of(
                ErrorCode.APPROVAL_UNKNOWN,
                () -> gate.useCases().redeem().redeem(gate.agent(), id, "", Optional.empty()));
        assertFalse(approval(id).spent());
    }

    @Test
    void invariant_4_another_agent_of_the_org_redeems_nothing() {
        CommandId id = approved("make");
        AgentCaller stranger = stranger();

        var _ = Refusal.of(
                ErrorCode.APPROVAL_UNKNOWN,
                () -> gate.useCases().redeem().redeem(stranger, id, gate.approvalToken(id), Optional.empty()));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> gate.useCases().cancel().cancel(stranger, id));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> gate.useCases().resume().resume(stranger, id, "node-1"));
        gate.redeem(id);
    }

    @Test
    void invariant_4_what_was_denied_is_not_redeemed() {
        CommandId id = gate.submitted("make");
        CommandRecord _ = gate.deny(id);

        var _ = Refusal.of(ErrorCode.APPROVAL_UNKNOWN, () -> gate.redeem(id));
    }

    @Test
    void invariant_4_what_is_spent_while_it_is_settled_is_not_redeemed_again() {
        var _ = gate.allow("git status");
        CommandId id = gate.submit(gate.request("r-1", "git status", true, Optional.empty()))
                .stored()
                .submission()
                .id();

        assertTrue(approval(id).spent());
        var _ = Refusal.of(ErrorCode.APPROVAL_USED, () -> gate.redeem(id));
        Submitted again = gate.submit(gate.request("r-1", "git status", true, Optional.empty()));
        assertTrue(assertInstanceOf(Submitted.Decided.class, again).repeated());
    }

    @Test
    void invariant_4_an_approval_by_rule_ends_with_the_rule() {
        StoredRule rule = gate.allow("git status");
        CommandId id = gate.submitted("git status");
        gate.useCases().rules().remove(gate.owner(), rule.rule().id());

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.redeem(id));
        assertFalse(approval(id).spent());
    }

    @Test
    void invariant_4_an_approval_by_rule_ends_with_the_rule_that_another_node_removed() {
        StoredRule rule = gate.allow("git status");
        CommandId id = gate.submitted("git status");
        TestGate other = gate.restarted();
        other.useCases().rules().remove(other.owner(), rule.rule().id());

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.redeem(id));
    }

    @Test
    void invariant_4_an_approval_by_rule_outlives_changes_that_do_not_concern_it() {
        var _ = gate.allow("git status");
        CommandId id = gate.submitted("git status");
        var _ = gate.allow("git log");
        var _ = gate.forbid("git push");

        gate.redeem(id);

        assertTrue(approval(id).spent());
    }

    @Test
    void invariant_4_an_approval_by_people_outlives_changes_but_not_a_deny_rule() {
        CommandId kept = approved("make");
        CommandId stopped = approved("make clean");
        var _ = gate.allow("git log");
        var _ = gate.forbid("make clean");

        gate.redeem(kept);

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> gate.redeem(stopped));
    }

    @Test
    void invariant_4_a_rule_removed_while_an_approval_is_redeemed_stops_it() {
        StoredRule rule = gate.allow("git status");
        CommandId id = gate.submitted("git status");
        AtomicInteger redemptions = new AtomicInteger();
        Ledger racing = Broken.before(Ledger.class, gate.ports().ledger(), method -> {
            if (method.equals("redeem") && redemptions.incrementAndGet() == 1) {
                gate.useCases().rules().remove(gate.owner(), rule.rule().id());
            }
        });
        TestGate node =
                gate.restarted(UseCases.over(gate.ports(), racing, gate.ports().queue(), FaultPoint.NONE));

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> node.redeem(id));
        assertFalse(approval(id).spent());
    }

    @Test
    void invariant_5_a_rule_lets_through_its_text_and_no_other() {
        var _ = gate.allow("git status");

        assertInstanceOf(Submitted.Decided.class, gate.submit("git status"));
        for (String other : List.of("git status ", "git  status", "git status; id", "git status -s", "Git status")) {
            assertInstanceOf(Submitted.Waiting.class, gate.submit(other), other);
        }
    }

    @Test
    void invariant_5_no_wildcard_takes_syntax_or_a_dangerous_option() {
        var _ = gate.rule(RuleEffect.ALLOW, PatternType.GLOB, "git log *");

        assertInstanceOf(Submitted.Decided.class, gate.submit("git log main"));
        for (String other : List.of(
                "git log $(id)",
                "git log main; id",
                "git log main | sh",
                "git log --output=/etc/cron.d/x",
                "git log `id`")) {
            assertInstanceOf(Submitted.Waiting.class, gate.submit(other), other);
        }
    }

    @Test
    void invariant_5_a_deny_rule_beats_an_allow_rule_and_an_approval() {
        CommandId pending = gate.submitted("make deploy");
        var _ = gate.allow("make deploy");
        var _ = gate.forbid("make deploy");

        Submitted submitted = gate.submit("make deploy");
        CommandRecord voted = gate.approve(pending);

        assertEquals("blocked", submitted.stored().status());
        assertEquals("blocked", voted.status());
        assertEquals(
                List.of("deny_rule", "deny_rule"),
                List.of(
                        submitted.stored().decision().orElseThrow().via().literal(),
                        voted.decision().orElseThrow().via().literal()));
    }

    @Test
    void invariant_8_what_a_command_reports_of_itself_changes_no_decision() {
        CommandId denied = gate.submitted("make clean");
        CommandRecord _ = gate.deny(denied);
        CommandId id = approved("make");
        Optional<Decision> before = gate.stored(id).decision();
        int entries = gate.chain().size();
        long version = gate.ports().orgs().gateVersion(gate.org().org());

        report(id, 0);
        report(id, 1);

        assertEquals(before, gate.stored(id).decision());
        assertEquals(OptionalInt.of(0), gate.stored(id).exitCode());
        assertEquals(entries, gate.chain().size());
        assertEquals(version, gate.ports().orgs().gateVersion(gate.org().org()));
        var _ = Refusal.of(ErrorCode.CONFLICT, () -> report(denied, 0));
    }

    private void report(CommandId id, int exitCode) {
        gate.useCases()
                .report()
                .report(gate.agent(), id, OptionalInt.of(exitCode), OptionalLong.empty(), OptionalLong.empty());
    }

    private AgentCaller stranger() {
        var agent = gate.useCases()
                .agents()
                .make(
                        gate.owner(),
                        new ManageAgents.AgentDraft(
                                Optional.of("stranger"), Optional.empty(), Optional.empty(), Optional.empty()));
        var issued = gate.useCases().agents().issue(gate.owner(), agent.id(), "laptop", OptionalLong.empty());
        return (AgentCaller) gate.useCases().authenticator().authenticate(issued.token());
    }

    private CommandId approved(String command) {
        return gate.approve(gate.submitted(command)).submission().id();
    }

    private Decision.Approval approval(CommandId id) {
        return gate.ports().ledger().approval(gate.org().org(), id).orElseThrow();
    }
}
