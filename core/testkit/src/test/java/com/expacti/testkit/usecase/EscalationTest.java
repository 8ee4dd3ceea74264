package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.ManageMembers.MemberDraft;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a wait that nobody ended, where others are to be asked before it is denied. */
final class EscalationTest {
    private final TestGate gate = TestGate.create();
    private final UserId reviewer = gate.reviewer().user();
    private final UserId owner = gate.owner().user();

    @Test
    void a_wait_that_is_over_goes_on_once_with_the_backup_reviewers_asked() {
        escalating(60, reviewer, owner);
        CommandId id = gate.submitted("make");

        gate.clock().advance(Duration.ofSeconds(60));
        gate.sweep();

        CommandRecord waiting = gate.stored(id);
        assertEquals("pending", waiting.status());
        assertEquals(Optional.of(FakeClock.START.plusSeconds(120)), waiting.deadline());
        assertEquals(
                List.of(reviewer, owner), waiting.escalation().orElseThrow().to());
        assertTrue(gate.events()
                .contains(new Event.Escalated(
                        gate.org().org(), id, FakeClock.START.plusSeconds(120), List.of(reviewer, owner))));
        AuditEntry entry = gate.chain().getLast();
        assertEquals("escalated", entry.fields().get("event"));
        assertEquals("system:timeout", entry.fields().get("decided_by"));
        gate.clock().advance(Duration.ofSeconds(59));
        gate.sweep();
        assertEquals("approved", gate.approve(id).status());
    }

    @Test
    void the_second_end_of_a_wait_denies() {
        escalating(60, reviewer);
        CommandId id = gate.submitted("make");

        for (int sweeps = 0; sweeps < 3; sweeps++) {
            gate.clock().advance(Duration.ofSeconds(60));
            gate.sweep();
        }

        CommandRecord ended = gate.stored(id);
        assertEquals("timed_out", ended.status());
        assertEquals("system:timeout", ended.decision().orElseThrow().decidedBy());
        assertEquals(Optional.empty(), ended.decision().orElseThrow().comment());
        assertEquals(
                FakeClock.START.plusSeconds(120), ended.decision().orElseThrow().decidedAt());
        assertEquals(1, escalations());
    }

    @Test
    void nobody_gets_a_right_to_decide_by_being_asked() {
        escalating(60, gate.admin().user(), reviewer);
        CommandId id = gate.submitted("make");

        gate.clock().advance(Duration.ofSeconds(60));
        gate.sweep();

        assertEquals(
                List.of(reviewer), gate.stored(id).escalation().orElseThrow().to());
        GateException refused = assertThrows(GateException.class, () -> gate.approve(gate.admin(), id));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    @Test
    void without_a_backup_reviewer_who_may_decide_it_is_denied_and_says_why() {
        escalating(60, gate.admin().user());
        CommandId id = gate.submitted("make");

        gate.clock().advance(Duration.ofSeconds(60));
        gate.sweep();

        assertEquals("timed_out", gate.stored(id).status());
        assertEquals(
                Optional.of("not escalated: no backup reviewer may decide this command"),
                gate.stored(id).decision().orElseThrow().comment());
        assertEquals(0, escalations());
    }

    @Test
    void the_whole_wait_never_passes_600_seconds() {
        escalating(400, reviewer);
        CommandId id = gate.submitted("make");
        CommandId spent = gate.submitted("make all");
        var _ = gate.useCases().extend().extend(gate.reviewer(), spent, 600);

        gate.clock().advance(Duration.ofSeconds(400));
        gate.sweep();
        var deadline = gate.stored(id).deadline();
        gate.clock().advance(Duration.ofSeconds(200));
        gate.sweep();

        assertEquals(Optional.of(FakeClock.START.plusSeconds(600)), deadline);
        assertEquals("timed_out", gate.stored(id).status());
        assertEquals("timed_out", gate.stored(spent).status());
        assertEquals(
                Optional.of("not escalated: the command has waited its 600 seconds"),
                gate.stored(spent).decision().orElseThrow().comment());
    }

    @Test
    void a_backup_reviewer_is_an_active_member_who_decides() {
        refused(gate.person(gate.org().auditor()).user());
        refused(new UserId("user_nobody"));
        refused(reviewer, reviewer);
        assertEquals(List.of(reviewer), escalating(60, reviewer).backupReviewers());
        assertTrue(gate.chain().getLast().json().contains("backup_reviewer_ids none → " + reviewer));
    }

    @Test
    void who_is_demoted_or_removed_is_no_backup_reviewer_any_more_and_the_log_says_so() {
        escalating(60, reviewer, gate.admin().user());

        var _ = gate.useCases()
                .members()
                .edit(gate.owner(), reviewer, new MemberDraft(Optional.of(Role.AUDITOR), Optional.empty()));
        assertEquals(List.of(gate.admin().user()), settings().backupReviewers());
        assertEquals("settings_changed", gate.chain().getLast().fields().get("event"));
        gate.useCases().members().remove(gate.owner(), gate.admin().user());

        assertEquals(List.of(), settings().backupReviewers());
        assertEquals("settings_changed", gate.chain().getLast().fields().get("event"));
    }

    @Test
    void a_vote_from_before_counts_after() {
        escalating(60, reviewer);
        CommandId id = gate.submitted("make");
        var _ = gate.ports()
                .queue()
                .vote(
                        gate.org().org(),
                        id,
                        new com.expacti.domain.approval.Ballot(
                                reviewer,
                                gate.reviewer().credential(),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                gate.clock().instant()));
        gate.clock().advance(Duration.ofSeconds(60));
        gate.sweep();

        int _ = gate.useCases().sweep().finishVoted();

        assertEquals("approved", gate.stored(id).status());
    }

    private void refused(UserId... people) {
        GateException refused = assertThrows(GateException.class, () -> escalating(60, people));
        assertEquals(ErrorCode.INVALID, refused.code());
        assertEquals(Optional.of("backup_reviewer_ids"), refused.field());
    }

    private OrgSettings settings() {
        return gate.useCases().settings().get(gate.owner());
    }

    private long escalations() {
        return gate.chain().stream()
                .filter(entry -> "escalated".equals(entry.fields().get("event")))
                .count();
    }

    private OrgSettings escalating(int seconds, UserId... people) {
        return gate.settings(s -> s.withTimeout(Duration.ofSeconds(seconds), TimeoutAction.ESCALATE)
                .withBackups(List.of(people)));
    }
}
