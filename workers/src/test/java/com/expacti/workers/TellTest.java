package com.expacti.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.application.notice.Delivery;
import com.expacti.application.notice.Notice;
import com.expacti.application.notice.NoticeChoices.Choice;
import com.expacti.application.notice.Outbox;
import com.expacti.application.work.TaskKind;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.TimeoutAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told of a waiting command, when, and what becomes of the message. */
final class TellTest {
    private final Shift shift = Shift.begin();
    private final UserId owner = shift.gate.owner().user();
    private final UserId reviewer = shift.gate.reviewer().user();

    @Test
    void half_of_a_wait_in_which_nobody_voted_reminds_reviewers_once() {
        CommandId id = shift.gate.submitted("make");

        shift.pass(29);
        assertEquals(0, shift.work());
        assertEquals(0, shift.reminders());
        shift.pass(1);
        assertEquals(1, shift.work());
        int _ = shift.untold.run();

        assertEquals(1, shift.reminders());
        assertTrue(
                shift.gate.events().contains(new Event.Reminded(shift.gate.org().org(), id)));
        assertEquals(List.of(), shift.gate.ports().mailer().sent(), "who is looking needs no mail");
    }

    @Test
    void the_index_finds_the_same_where_there_are_no_tasks() {
        CommandId _ = shift.gate.submitted("make");
        shift.pass(30);

        int found = shift.untold.run();
        int again = shift.untold.run();

        assertEquals(List.of(1, 0), List.of(found, again));
        assertEquals(1, shift.reminders());
    }

    @Test
    void a_vote_needs_no_reminder() {
        CommandId id = shift.gate.submitted("make");
        var _ = shift.gate
                .ports()
                .queue()
                .vote(
                        shift.gate.org().org(),
                        id,
                        new Ballot(
                                reviewer,
                                shift.gate.reviewer().credential(),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                shift.gate.clock().instant()));

        shift.pass(30);
        int _ = shift.work();
        int _ = shift.untold.run();

        assertEquals(0, shift.reminders());
    }

    @Test
    void a_wait_that_was_lengthened_is_half_over_later() {
        CommandId id = shift.gate.submitted("make");
        var _ = shift.useCases().extend().extend(shift.gate.reviewer(), id, 60);

        shift.pass(30);
        int _ = shift.work();
        assertEquals(0, shift.reminders());
        shift.pass(30);
        int _ = shift.work();

        assertEquals(1, shift.reminders());
    }

    @Test
    void who_wants_reminders_gets_a_mail_that_does_not_say_what_waits() {
        shift.gate.ports().outbox().choose(shift.gate.org().org(), reviewer, new Choice(true, true));
        shift.gate
                .ports()
                .outbox()
                .choose(shift.gate.org().org(), shift.gate.admin().user(), new Choice(true, true));
        CommandId id = shift.gate.submitted("mysql -psesame");

        shift.pass(30);
        int _ = shift.work();
        int _ = shift.work();

        assertEquals(1, shift.gate.ports().mailer().sent().size(), "the agent's owner may not decide it");
        Mail mail = shift.gate.ports().mailer().last();
        assertEquals(shift.gate.reviewer().person().email(), mail.to());
        assertEquals("A command is still waiting", mail.subject());
        assertFalse(mail.text().contains("sesame"), mail.text());
        assertTrue(mail.text().contains("https://gate.example.com/app"), mail.text());
        assertTrue(mail.text().contains("10:01:00 UTC"), mail.text());
        assertEquals(Delivery.State.SENT, shift.told(id).getFirst().state());
    }

    @Test
    void an_escalated_command_writes_to_its_backup_reviewers_once() {
        shift.onTimeout(TimeoutAction.ESCALATE, owner, reviewer);
        shift.gate.ports().outbox().choose(shift.gate.org().org(), reviewer, new Choice(false, false));
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        int _ = shift.work();

        for (int i = 0; i < 3; i++) {
            int _ = shift.untold.run();
            int _ = shift.work();
        }

        assertEquals(
                List.of(shift.gate.owner().person().email()),
                shift.gate.ports().mailer().sent().stream().map(Mail::to).toList());
        assertEquals(
                "A command waits for you as backup reviewer",
                shift.gate.ports().mailer().last().subject());
        assertEquals(List.of(Delivery.State.SENT), states(id));
    }

    @Test
    void a_message_about_what_was_decided_meanwhile_is_not_sent() {
        shift.onTimeout(TimeoutAction.ESCALATE, owner);
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        int _ = shift.work();
        int _ = shift.untold.run();
        assertEquals("approved", shift.gate.approve(id).status());

        int _ = shift.work();

        assertEquals(List.of(), shift.gate.ports().mailer().sent());
        assertEquals(List.of(Delivery.State.SKIPPED), states(id));
    }

    @Test
    void m7_who_may_no_longer_decide_is_not_written_to() {
        shift.onTimeout(TimeoutAction.ESCALATE, reviewer);
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        int _ = shift.work();
        int _ = shift.untold.run();
        shift.useCases().members().remove(shift.gate.owner(), reviewer);

        int _ = shift.work();

        assertEquals(List.of(), shift.gate.ports().mailer().sent());
        assertEquals(
                Optional.of("this person may no longer decide the command"),
                shift.told(id).getFirst().problem());
    }

    @Test
    void mail_that_nobody_takes_is_tried_five_times_and_then_given_up() {
        Shift without = Shift.with(_ -> {
            throw new GateException(ErrorCode.UNAVAILABLE, "the mail could not be sent; try again");
        });
        var _ = without.gate.settings(s -> s.withTimeout(Duration.ofSeconds(600), s.timeoutAction()));
        without.gate
                .ports()
                .outbox()
                .choose(without.gate.org().org(), without.gate.reviewer().user(), new Choice(true, true));
        CommandId id = without.gate.submitted("make");
        without.pass(100);
        var _ = without.reminded(id);

        for (int second : List.of(0, 5, 20, 80)) {
            without.pass(second);
            int _ = without.work();
        }
        assertEquals(4, without.told(id).getFirst().attempts());
        assertEquals(Delivery.State.PENDING, without.told(id).getFirst().state());
        without.pass(320);
        int _ = without.work();

        Delivery given = without.told(id).getFirst();
        assertEquals(Delivery.State.FAILED, given.state());
        assertEquals(5, given.attempts());
        assertEquals(Optional.of("email did not take it: the mail could not be sent; try again"), given.problem());
    }

    /** The process died between the outbox and the queue. */
    @Test
    void a_message_whose_task_was_lost_gets_another_and_is_given_up_when_it_is_of_no_use() {
        shift.onTimeout(TimeoutAction.ESCALATE, owner);
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        int _ = shift.work();
        var notice = new Notice(shift.gate.org().org(), Notice.Kind.ESCALATED, id);
        var _ = shift.gate.ports().outbox().open(notice, List.of(new Delivery.Address("email", owner)));
        assertEquals(0, shift.queue.backlog().waiting());

        shift.gate.clock().advance(Duration.ofSeconds(59));
        int _ = shift.untold.run();
        assertEquals(0, shift.queue.backlog().waiting());
        shift.pass(1);
        int _ = shift.untold.run();
        assertEquals(
                1,
                shift.queue.take(10, Duration.ofSeconds(1)).stream()
                        .filter(each -> each.task().kind() == TaskKind.DISPATCH_NOTIFICATION)
                        .count());
        shift.gate.clock().advance(Outbox.GIVEN_UP_AFTER);
        int _ = shift.untold.run();

        assertEquals(List.of(Delivery.State.FAILED), states(id));
    }

    private List<Delivery.State> states(CommandId id) {
        return shift.told(id).stream().map(Delivery::state).toList();
    }
}
