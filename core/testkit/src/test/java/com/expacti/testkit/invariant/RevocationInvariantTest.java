package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.expacti.application.command.Submitted;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Invariant 7: what is revoked is refused from the next message on, on every node. */
final class RevocationInvariantTest {
    private final TestGate gate = TestGate.create();
    private final TestGate otherNode = gate.restarted();

    @Test
    void invariant_7_a_revoked_token_proves_nobody_on_any_node() {
        AgentCaller known = otherNode.agent();
        revokeAgentToken();

        var _ = Refusal.of(ErrorCode.UNAUTHORIZED, gate::agent);
        var _ = Refusal.of(ErrorCode.UNAUTHORIZED, otherNode::agent);
        var _ = Refusal.of(
                ErrorCode.UNAUTHORIZED,
                () -> otherNode.useCases().authenticator().again(known));
    }

    @Test
    void invariant_7_a_command_of_a_revoked_token_is_denied_though_people_allow_it() {
        CommandId id = gate.submitted("make");
        revokeAgentToken();

        CommandRecord voted = otherNode.approve(id);

        Decision decision = voted.decision().orElseThrow();
        assertEquals(Outcome.DENIED, decision.outcome());
        assertEquals(Via.FAILURE, decision.via());
        assertEquals(Optional.of("the agent's token was revoked"), decision.comment());
    }

    @Test
    void invariant_7_an_approval_of_a_revoked_token_is_not_redeemed() {
        AgentCaller agent = gate.agent();
        CommandId id = gate.approve(gate.submitted("make")).submission().id();
        revokeAgentToken();

        var _ = Refusal.of(
                ErrorCode.FORBIDDEN,
                () -> otherNode.useCases().redeem().redeem(agent, id, gate.approvalToken(id), Optional.empty()));
        assertFalse(gate.ports()
                .ledger()
                .approval(gate.org().org(), id)
                .orElseThrow()
                .spent());
    }

    @Test
    void invariant_7_an_approval_ends_with_the_token_it_was_asked_for_or_is_redeemed_with() {
        ManageAgents.IssuedToken second =
                gate.useCases().agents().issue(gate.owner(), gate.org().agent(), "second", OptionalLong.empty());
        AgentCaller first = gate.agent();
        AgentCaller other = (AgentCaller) gate.useCases().authenticator().authenticate(second.token());
        CommandId byFirst = gate.approve(gate.submitted("make")).submission().id();
        CommandId bySecond = gate.approve(gate.useCases()
                        .submit()
                        .submit(other, gate.request("make clean"), Optional.empty())
                        .stored()
                        .submission()
                        .id())
                .submission()
                .id();
        revokeAgentToken();

        var _ = Refusal.of(
                ErrorCode.FORBIDDEN,
                () -> gate.useCases().redeem().redeem(other, byFirst, gate.approvalToken(byFirst), Optional.empty()));
        var _ = Refusal.of(
                ErrorCode.FORBIDDEN,
                () -> gate.useCases().redeem().redeem(first, bySecond, gate.approvalToken(bySecond), Optional.empty()));
        gate.useCases().redeem().redeem(other, bySecond, gate.approvalToken(bySecond), Optional.empty());
    }

    @Test
    void invariant_7_a_revoked_token_asks_nobody() {
        AgentCaller agent = gate.agent();
        revokeAgentToken();

        var _ = Refusal.of(
                ErrorCode.UNAUTHORIZED,
                () -> gate.useCases().submit().submit(agent, gate.request("make"), Optional.empty()));
        assertEquals(List.of(), gate.ports().queue().pending(gate.org().org()));
    }

    @Test
    void invariant_7_a_revoked_token_passes_no_rule_on_a_node_that_has_not_heard() {
        var _ = gate.allow("git status");
        AgentCaller agent = otherNode.agent();
        assertEquals("approved", otherNode.submit("git status").stored().status());
        revokeAgentToken();

        var _ = Refusal.of(
                ErrorCode.UNAUTHORIZED,
                () -> otherNode.useCases().submit().submit(agent, gate.request("git status"), Optional.empty()));
    }

    @Test
    void invariant_7_a_removed_agent_proves_nothing_any_more() {
        CommandId id = gate.submitted("make");
        gate.useCases().agents().remove(gate.owner(), gate.org().agent());

        var _ = Refusal.of(ErrorCode.UNAUTHORIZED, otherNode::agent);
        assertEquals("denied", otherNode.approve(id).status());
    }

    @Test
    void invariant_7_a_token_ends_with_its_time_though_no_rule_moved() {
        ManageAgents.IssuedToken issued =
                gate.useCases().agents().issue(gate.owner(), gate.org().agent(), "short", OptionalLong.of(60));
        Caller caller = gate.useCases().authenticator().authenticate(issued.token());
        gate.clock().advance(Duration.ofSeconds(60));

        var _ = Refusal.of(
                ErrorCode.UNAUTHORIZED, () -> gate.useCases().authenticator().authenticate(issued.token()));
        var _ = Refusal.of(
                ErrorCode.UNAUTHORIZED, () -> gate.useCases().authenticator().again(caller));
    }

    @Test
    void invariant_7_a_removed_person_proves_nobody_and_decides_nothing() {
        CommandId id = gate.submitted("make");
        PersonCaller rita = otherNode.reviewer();
        person(gate.org().reviewer().person(), Role.REVIEWER, false);

        var _ = Refusal.of(ErrorCode.UNAUTHORIZED, otherNode::reviewer);
        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> otherNode.approve(rita, id));
        assertEquals("pending", gate.stored(id).status());
    }

    @Test
    void invariant_7_a_person_who_lost_a_role_loses_its_rights() {
        PersonCaller known = otherNode.owner();
        person(gate.org().owner().person(), Role.AUDITOR, true);
        CommandId id = gate.submitted("make");

        PersonCaller now = (PersonCaller) otherNode.useCases().authenticator().again(known);

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> otherNode.approve(now, id));
        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> otherNode.approve(known, id));
        var _ = Refusal.of(
                ErrorCode.FORBIDDEN, () -> otherNode.useCases().rules().remove(now, "rule_x"));
    }

    @Test
    void invariant_7_a_removed_rule_lets_nothing_through_on_a_node_that_has_not_heard() {
        StoredRule rule = gate.allow("git status");
        assertEquals("approved", otherNode.submit("git status").stored().status());
        gate.useCases().rules().remove(gate.owner(), rule.rule().id());

        assertInstanceOf(Submitted.Waiting.class, otherNode.submit("git status"));
    }

    @Test
    void invariant_7_a_rule_made_elsewhere_stops_a_command_on_a_node_that_has_not_heard() {
        var _ = gate.allow("git status");
        assertEquals("approved", otherNode.submit("git status").stored().status());
        var _ = gate.forbid("git status");

        assertEquals("blocked", otherNode.submit("git status").stored().status());
    }

    @Test
    void invariant_7_a_rule_ends_with_its_time_though_no_rule_moved() {
        var _ = gate.useCases()
                .rules()
                .make(
                        gate.owner(),
                        new RuleDraft(
                                RuleEffect.ALLOW,
                                PatternType.EXACT,
                                "git status",
                                "global",
                                Optional.empty(),
                                List.of(),
                                OptionalInt.empty(),
                                OptionalLong.of(60),
                                ""));
        assertEquals("approved", gate.submit("git status").stored().status());
        gate.clock().advance(Duration.ofSeconds(60));

        assertInstanceOf(Submitted.Waiting.class, gate.submit("git status"));
    }

    @Test
    void invariant_7_a_closed_session_takes_no_new_command_but_answers_known_ones() {
        var known = gate.request("r-1", "make", false, Optional.empty());
        CommandId id = gate.submit(known).stored().submission().id();
        gate.useCases().sessions().close(gate.agent(), gate.session());

        var _ = Refusal.of(ErrorCode.CONFLICT, () -> otherNode.submit("make clean"));
        assertEquals(id, otherNode.submit(known).stored().submission().id());
        var _ = Refusal.of(ErrorCode.CONFLICT, () -> gate.useCases().sessions().close(gate.agent(), gate.session()));
    }

    private void revokeAgentToken() {
        gate.useCases()
                .agents()
                .revoke(gate.owner(), gate.org().agent(), gate.org().agentCredential());
    }

    private void person(Person p, Role role, boolean active) {
        gate.ports().orgs().put(gate.org().org(), new Person(p.id(), p.email(), p.displayName(), role, active));
    }
}
