package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.command.Submitted;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.policy.PolicyDraft;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Votes under an approval policy. Olga owns the org, Rita reviews, Adam (admin) stands behind every command. */
final class PolicyVotesTest {
    private final TestGate gate = TestGate.create();
    private final PersonCaller sam = Policed.member(gate, "Sam", Role.SENIOR_REVIEWER);

    @Test
    void two_people_have_to_approve_where_the_policy_says_two() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        Submitted submitted = gate.submit("rm x");
        CommandId id = submitted.stored().submission().id();

        CommandRecord once = gate.approve(id);
        assertEquals("pending", once.status());
        assertEquals(new Progress(List.of("Rita"), List.of("1 more approval"), List.of()), progress(id));
        CommandRecord twice = gate.approve(sam, id);

        assertEquals(
                2, assertInstanceOf(Submitted.Waiting.class, submitted).policy().approvalsRequired());
        assertEquals("approved", twice.status());
        assertEquals(List.of("Rita", "Sam"), twice.decision().orElseThrow().reviewers());
    }

    @Test
    void one_person_voting_again_from_another_device_is_one_vote() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");
        CommandRecord _ = gate.approve(id);
        PersonCaller phone = new PersonCaller(
                gate.reviewer().org(),
                gate.owner().credential(),
                gate.reviewer().user(),
                gate.reviewer().person(),
                gate.reviewer().permissions());

        GateException refused = assertThrows(GateException.class, () -> gate.approve(phone, id));

        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertEquals("pending", gate.stored(id).status());
    }

    @Test
    void one_denial_denies_however_many_approved() {
        var _ = Policed.make(gate, Policed.min("rm *", 3));
        CommandId id = gate.submitted("rm x");
        CommandRecord _ = gate.approve(id);
        CommandRecord _ = gate.approve(sam, id);

        assertEquals("denied", gate.deny(gate.owner(), id).status());
    }

    @Test
    void who_stands_behind_a_command_does_not_count_under_any_policy() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");
        CommandRecord _ = gate.approve(id);

        GateException refused = assertThrows(GateException.class, () -> gate.approve(gate.admin(), id));

        assertEquals(ErrorCode.FORBIDDEN, refused.code());
        assertEquals("pending", gate.stored(id).status());
    }

    @Test
    void the_role_or_one_above_it_is_enough_and_one_below_is_not() {
        var _ = Policed.make(gate, Policed.role("rm *", Role.SENIOR_REVIEWER));
        CommandId bySenior = gate.submitted("rm x");
        CommandId byOwner = gate.submitted("rm y");

        assertEquals("pending", gate.approve(bySenior).status());
        assertEquals(List.of("senior_reviewer or above"), progress(bySenior).needs());
        assertEquals("approved", gate.approve(sam, bySenior).status());
        assertEquals("approved", gate.approve(gate.owner(), byOwner).status());
    }

    @Test
    void everybody_named_has_to_approve_and_nobody_else_can_instead() {
        var _ = Policed.make(gate, Policed.all("rm *", gate.owner(), sam));
        CommandId id = gate.submitted("rm x");

        assertEquals("pending", gate.approve(id).status());
        assertEquals("pending", gate.approve(sam, id).status());
        assertEquals(List.of("Olga"), progress(id).needs());
        assertEquals("approved", gate.approve(gate.owner(), id).status());
    }

    @Test
    void a_removed_reviewers_vote_lapses() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");
        CommandRecord _ = gate.approve(id);
        Policed.change(gate, gate.reviewer(), Role.REVIEWER, false);

        assertEquals("pending", gate.approve(sam, id).status());
        assertEquals(new Progress(List.of("Sam"), List.of("1 more approval"), List.of()), progress(id));
        assertEquals("approved", gate.approve(gate.owner(), id).status());
    }

    @Test
    void a_demoted_reviewers_vote_no_longer_meets_the_role() {
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        var _ = Policed.make(gate, Policed.role("rm -rf *", Role.SENIOR_REVIEWER));
        CommandId two = gate.submitted("rm x");
        CommandRecord _ = gate.approve(sam, two);
        Policed.change(gate, sam, Role.AUDITOR, true);

        assertEquals("pending", gate.approve(two).status());
        assertEquals(List.of("Rita"), progress(two).approvals());
    }

    @Test
    void a_policy_tightened_while_a_command_waits_is_the_one_that_counts() {
        CommandId id = gate.submitted("rm x");
        var _ = Policed.make(gate, Policed.min("rm *", 2));

        assertEquals("pending", gate.approve(id).status());
        assertEquals("approved", gate.approve(sam, id).status());
    }

    @Test
    void a_policy_loosened_while_a_command_waits_lets_the_votes_there_are_suffice() {
        var policy = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("rm x");
        CommandRecord _ = gate.approve(id);

        gate.useCases().policies().remove(gate.owner(), policy.policy().id());
        int settled = gate.useCases().sweep().finishVoted();

        assertEquals(1, settled);
        assertEquals("approved", gate.stored(id).status());
    }

    @Test
    void a_command_that_nobody_can_approve_says_so_and_can_be_denied() {
        var listed = Policed.make(gate, Policed.all("rm *", gate.admin(), sam));
        CommandId id = gate.submitted("rm x");
        CommandRecord _ = gate.approve(sam, id);

        assertEquals(
                List.of("it needs Adam, who stands behind it and may not decide it"),
                progress(id).obstacles());
        assertEquals(1, listed.warnings().size());
        assertEquals("denied", gate.deny(id).status());
    }

    @Test
    void a_person_named_who_was_removed_since_is_an_obstacle() {
        var _ = Policed.make(gate, Policed.all("rm *", gate.owner(), sam));
        var _ = Policed.make(gate, Policed.min("ls *", 3));
        CommandId named = gate.submitted("rm x");
        CommandId counted = gate.submitted("ls x");

        Policed.change(gate, sam, Role.SENIOR_REVIEWER, false);

        assertEquals(List.of("it needs Sam, who was removed"), progress(named).obstacles());
        assertEquals(
                List.of("it needs 3 approvals, and only 2 may decide it"),
                progress(counted).obstacles());
    }

    @Test
    void a_mild_policy_for_one_command_of_a_line_speaks_for_no_other() {
        var _ = Policed.make(gate, Policed.any("git status"));
        var _ = Policed.make(gate, Policed.min("rm *", 2));
        CommandId id = gate.submitted("git status; sudo rm x");

        assertEquals("pending", gate.approve(id).status());
        assertEquals("approved", gate.approve(sam, id).status());
    }

    @Test
    void a_line_under_two_policies_needs_both() {
        var _ = Policed.make(gate, Policed.role("git *", Role.OWNER));
        var _ = Policed.make(gate, Policed.min("rm *", 3));
        CommandId id = gate.submitted("git push && rm x");

        CommandRecord _ = gate.approve(id);
        CommandRecord _ = gate.approve(sam, id);
        assertEquals(List.of("owner", "1 more approval"), progress(id).needs());
        assertEquals("approved", gate.approve(gate.owner(), id).status());
    }

    @Test
    void text_that_cannot_be_read_escapes_no_policy() {
        var _ = Policed.make(gate, Policed.min("terraform *", 2));
        CommandId id = gate.submitted("r\\m -rf 'x");

        assertEquals("pending", gate.approve(id).status());
        assertEquals("approved", gate.approve(sam, id).status());
    }

    @Test
    void a_policy_from_a_level_of_risk_leaves_what_is_below_to_anybody() {
        var _ = Policed.make(
                gate,
                new PolicyDraft(
                        "min_approvers",
                        PatternType.GLOB,
                        "kubectl *",
                        "global",
                        RiskLevel.HIGH,
                        OptionalInt.of(2),
                        Optional.empty(),
                        List.of()));

        assertEquals(
                "approved", gate.approve(gate.submitted("kubectl get pods")).status());
        assertEquals(
                "pending",
                gate.approve(gate.submitted("kubectl delete pod --all -n production"))
                        .status());
    }

    @Test
    void neither_threshold_nor_silence_lets_through_what_a_policy_wants_seen() {
        OrgSettings _ = gate.settings(s -> new OrgSettings(
                s.name(),
                s.timeout(),
                TimeoutAction.APPROVE,
                OptionalInt.of(100),
                OptionalInt.of(100),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                s.allowSelfApproval()));
        var _ = Policed.make(gate, Policed.min("git status", 1));
        var _ = Policed.make(gate, Policed.any("ls"));

        Submitted policed = gate.submit("git status");
        assertEquals("approved", gate.submit("ls").stored().status());
        gate.clock().advance(Duration.ofSeconds(61));
        gate.sweep();

        assertInstanceOf(Submitted.Waiting.class, policed);
        assertEquals(
                "timed_out", gate.stored(policed.stored().submission().id()).status());
    }

    @Test
    void another_orgs_policy_changes_nothing_here() {
        TestGate other = gate.beside("other");
        var policy = Policed.make(other, Policed.min("rm *", 2));

        assertEquals("approved", gate.approve(gate.submitted("rm x")).status());
        GateException refused = assertThrows(
                GateException.class,
                () -> gate.useCases()
                        .policies()
                        .remove(gate.owner(), policy.policy().id()));

        assertEquals(ErrorCode.NOT_FOUND, refused.code());
    }

    private Progress progress(CommandId id) {
        OrgView view = gate.useCases().views().fresh(gate.org().org());
        CommandRecord stored = gate.stored(id);
        return Progress.of(
                view,
                Policies.waiting(view, stored).policy(),
                stored.excluded(),
                gate.ports().queue().get(gate.org().org(), id).orElseThrow().ballots());
    }
}
