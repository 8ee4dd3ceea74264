package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.testkit.TestGate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Invariant 6: one org never sees or touches another's; what is foreign reads like what does not exist. */
final class TenancyInvariantTest {
    private final TestGate ours = TestGate.create();
    private final TestGate theirs = ours.beside("other");

    @Test
    void invariant_6_another_orgs_command_is_neither_decided_cancelled_extended_nor_redeemed() {
        CommandId pending = theirs.submitted("make");
        CommandId approved =
                theirs.approve(theirs.submitted("make clean")).submission().id();
        CommandRecord before = theirs.stored(pending);

        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.approve(pending));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.deny(ours.owner(), pending));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.cancel(pending));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.useCases().extend().extend(ours.owner(), pending, 60));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.useCases().resume().resume(ours.agent(), pending, "node-1"));
        var _ = Refusal.of(
                ErrorCode.APPROVAL_UNKNOWN,
                () -> ours.useCases()
                        .redeem()
                        .redeem(ours.agent(), approved, theirs.approvalToken(approved), Optional.empty()));
        var _ = Refusal.of(
                ErrorCode.NOT_FOUND,
                () -> ours.useCases()
                        .report()
                        .report(ours.agent(), approved, OptionalInt.of(0), OptionalLong.empty(), OptionalLong.empty()));

        assertEquals(before, theirs.stored(pending));
        theirs.redeem(approved);
    }

    @Test
    void invariant_6_what_is_foreign_reads_like_what_does_not_exist() {
        CommandId foreign = theirs.submitted("make");
        CommandId none = ours.ports().ids().command();

        assertEquals(
                Refusal.of(ErrorCode.NOT_FOUND, () -> ours.approve(none)).getMessage(),
                Refusal.of(ErrorCode.NOT_FOUND, () -> ours.approve(foreign)).getMessage());
    }

    @Test
    void invariant_6_another_orgs_session_takes_none_of_our_commands() {
        SubmitRequest request = theirs.request("r-1", "make", false, Optional.empty());

        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.submit(request));
        var _ = Refusal.of(ErrorCode.NOT_FOUND, () -> ours.useCases().sessions().close(ours.agent(), theirs.session()));
        assertEquals(Optional.empty(), ours.ports().ledger().byRef(theirs.org().org(), theirs.session(), "r-1"));
    }

    @Test
    void invariant_6_another_orgs_rules_let_nothing_of_ours_through_and_stop_nothing() {
        StoredRule rule = theirs.allow("git status");
        var _ = theirs.forbid("git push");

        assertInstanceOf(Submitted.Waiting.class, ours.submit("git status"));
        assertInstanceOf(Submitted.Waiting.class, ours.submit("git push"));
        assertEquals("approved", theirs.submit("git status").stored().status());
        var _ = Refusal.of(
                ErrorCode.NOT_FOUND,
                () -> ours.useCases().rules().remove(ours.owner(), rule.rule().id()));
        var _ = Refusal.of(
                ErrorCode.NOT_FOUND,
                () -> ours.useCases().rules().get(ours.owner(), rule.rule().id()));
        assertEquals(List.of(), ours.useCases().rules().list(ours.owner(), Optional.empty(), 100));
    }

    @Test
    void invariant_6_another_orgs_agents_and_tokens_are_not_found() {
        CredentialId token = theirs.org().agentCredential();

        var _ = Refusal.of(
                ErrorCode.NOT_FOUND,
                () -> ours.useCases().agents().get(ours.owner(), theirs.org().agent()));
        var _ = Refusal.of(
                ErrorCode.NOT_FOUND,
                () -> ours.useCases().agents().revoke(ours.owner(), ours.org().agent(), token));
        assertEquals(theirs.org().agent(), theirs.agent().agent());
        assertEquals(
                List.of(ours.org().agent()),
                ours.useCases().agents().list(ours.owner()).stream()
                        .map(a -> a.id())
                        .toList());
    }

    @Test
    void invariant_6_nobody_hears_of_another_orgs_commands() {
        int before = ours.events().size();

        CommandRecord _ = theirs.approve(theirs.submitted("make"));

        assertEquals(before, ours.events().size());
        assertTrue(
                ours.events().stream().allMatch(e -> e.org().equals(ours.org().org())));
    }

    @Test
    void invariant_6_another_orgs_decisions_leave_our_chain_alone() {
        var before = ours.ports().audit().head(ours.org().org());

        CommandRecord _ = theirs.approve(theirs.submitted("make"));
        var _ = theirs.allow("git status");

        assertEquals(before, ours.ports().audit().head(ours.org().org()));
        assertTrue(ours.useCases().audit().verify(ours.org().org()).valid());
        assertTrue(theirs.useCases().audit().verify(theirs.org().org()).valid());
    }

    @Test
    void invariant_6_a_target_of_another_org_is_not_among_an_agents() {
        SubmitRequest request = new SubmitRequest(
                ours.session(),
                "r-1",
                "make",
                Optional.empty(),
                Optional.of(theirs.org().production().value()),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());

        var _ = Refusal.of(ErrorCode.FORBIDDEN, () -> ours.submit(request));
    }
}
