package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.Escalating;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.notice.Delivery;
import com.expacti.application.notice.Delivery.Address;
import com.expacti.application.notice.Delivery.State;
import com.expacti.application.notice.Notice;
import com.expacti.application.notice.NoticeChoices;
import com.expacti.application.notice.NoticeChoices.Choice;
import com.expacti.application.notice.Outbox;
import com.expacti.domain.identity.CommandId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} and {@link NoticeChoices} does. */
public abstract class OutboxContract {
    private static final Duration WAIT = Duration.ofSeconds(60);

    private Store store;
    private Outbox outbox;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        outbox = store.outbox();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_notice_is_opened_once_whoever_comes_with_it() {
        Notice notice = notice(Notice.Kind.REMINDER);
        Address rita = new Address("email", scene.rita.id());
        Address olga = new Address("email", scene.olga.id());

        long first = Race.run(_ -> () -> outbox.open(notice, List.of(rita, olga))).stream()
                .flatMap(Optional::stream)
                .count();

        assertEquals(1, first);
        assertEquals(2, outbox.history(scene.org, notice.command()).size());
        assertEquals(Optional.empty(), outbox.open(notice, List.of(rita)));
        assertEquals(
                Optional.of(List.of()),
                outbox.open(new Notice(scene.org, Notice.Kind.ESCALATED, notice.command()), List.of()));
    }

    @Test
    final void a_delivery_is_found_by_its_id_as_it_was_opened() {
        Notice notice = notice(Notice.Kind.ESCALATED);

        Delivery opened = opened(notice);

        assertEquals(
                opened.id(),
                outbox.delivery(scene.org, opened.id()).orElseThrow().id());
        assertEquals(
                notice, outbox.delivery(scene.org, opened.id()).orElseThrow().notice());
        assertEquals(State.PENDING, state(opened));
        assertEquals(Optional.empty(), outbox.delivery(scene.org, "0".repeat(64)));
    }

    @Test
    final void a_delivery_ends_once() {
        Delivery opened = opened(notice(Notice.Kind.REMINDER));
        outbox.attempted(scene.org, opened.id(), "the mail server is away");

        assertTrue(outbox.end(scene.org, opened.id(), State.SENT, Optional.empty()));
        assertFalse(outbox.end(scene.org, opened.id(), State.FAILED, Optional.of("too late")));
        outbox.attempted(scene.org, opened.id(), "too late");

        Delivery ended = outbox.delivery(scene.org, opened.id()).orElseThrow();
        assertEquals(State.SENT, ended.state());
        assertEquals(2, ended.attempts());
        assertEquals(Optional.empty(), ended.problem());
        assertTrue(ended.endedAt().isPresent());
    }

    @Test
    final void a_failed_attempt_is_told_with_its_reason() {
        Delivery opened = opened(notice(Notice.Kind.REMINDER));

        outbox.attempted(scene.org, opened.id(), "the mail server is away");

        Delivery after = outbox.history(scene.org, opened.notice().command()).getFirst();
        assertEquals(1, after.attempts());
        assertEquals(Optional.of("the mail server is away"), after.problem());
        assertEquals(State.PENDING, after.state());
    }

    @Test
    final void what_nobody_sends_is_found_late_and_at_last_expired() {
        Delivery lost = opened(notice(Notice.Kind.REMINDER));
        Delivery sent = opened(notice(Notice.Kind.REMINDER));
        assertTrue(outbox.end(scene.org, sent.id(), State.SENT, Optional.empty()));

        assertEquals(List.of(), late());
        store.passTime(WAIT.plusSeconds(5));
        assertEquals(List.of(new Outbox.Late(scene.org, lost.id(), false)), late());
        store.passTime(Outbox.GIVEN_UP_AFTER);
        assertEquals(List.of(new Outbox.Late(scene.org, lost.id(), true)), late());
        assertTrue(outbox.end(scene.org, lost.id(), State.FAILED, Optional.of("given up")));
        assertEquals(List.of(), late());
    }

    @Test
    final void a_command_is_found_when_half_of_its_wait_is_over_until_a_notice_is_opened() {
        CommandId command = scene.waiting("make").submission().id();
        Duration wait = Duration.between(
                scene.stored(command).submission().submittedAt(),
                scene.stored(command).deadline().orElseThrow());

        assertEquals(List.of(), halfWaited());
        store.passTime(wait.dividedBy(2).plusSeconds(1));
        assertEquals(List.of(command), halfWaited());
        Optional<List<Delivery>> _ = outbox.open(new Notice(scene.org, Notice.Kind.REMINDER, command), List.of());
        assertEquals(List.of(), halfWaited());
    }

    @Test
    final void a_command_that_is_decided_or_whose_wait_is_over_is_not_found() {
        CommandId decided = scene.approved("make");
        CommandId over = scene.waiting("make all").submission().id();

        store.passTime(Duration.ofSeconds(700));

        assertFalse(halfWaited().contains(decided));
        assertFalse(halfWaited().contains(over));
    }

    @Test
    final void an_escalated_command_is_found_until_a_notice_is_opened() {
        CommandId calm = scene.waiting("make calm").submission().id();
        CommandId escalated = scene.waiting("make").submission().id();
        Escalating.Result _ = store.ledger()
                .escalate(
                        scene.org,
                        scene.version(),
                        new Escalating(
                                escalated,
                                List.of(scene.rita.id()),
                                List.of(scene.rita.email()),
                                WAIT,
                                Duration.ofSeconds(600)));

        assertEquals(List.of(escalated), escalated());
        assertFalse(escalated().contains(calm));
        Optional<List<Delivery>> _ = outbox.open(new Notice(scene.org, Notice.Kind.ESCALATED, escalated), List.of());
        assertEquals(List.of(), escalated());
    }

    @Test
    final void m6_another_org_sees_nothing_of_it() {
        Delivery mine = opened(notice(Notice.Kind.REMINDER));
        Scene other = new Scene(store);

        assertEquals(Optional.empty(), outbox.delivery(other.org, mine.id()));
        assertFalse(outbox.end(other.org, mine.id(), State.SENT, Optional.empty()));
        assertEquals(List.of(), outbox.history(other.org, mine.notice().command()));
        assertEquals(State.PENDING, state(mine));
    }

    @Test
    final void what_a_member_chose_is_theirs_and_stands_until_they_choose_again() {
        NoticeChoices choices = store.noticeChoices();
        assertEquals(Choice.STANDARD, choices.of(scene.org, scene.rita.id()));

        choices.choose(scene.org, scene.rita.id(), new Choice(true, true));
        choices.choose(scene.org, scene.rita.id(), new Choice(false, true));

        assertEquals(new Choice(false, true), choices.of(scene.org, scene.rita.id()));
        assertEquals(Choice.STANDARD, choices.of(scene.org, scene.olga.id()));
        assertEquals(Map.of(scene.rita.id(), new Choice(false, true)), choices.chosen(scene.org));
        assertEquals(Map.of(), choices.chosen(new Scene(store).org));
    }

    private Notice notice(Notice.Kind kind) {
        return new Notice(scene.org, kind, scene.waiting("make").submission().id());
    }

    private Delivery opened(Notice notice) {
        return outbox.open(notice, List.of(new Address("email", scene.rita.id())))
                .orElseThrow()
                .getFirst();
    }

    private State state(Delivery delivery) {
        return outbox.delivery(scene.org, delivery.id()).orElseThrow().state();
    }

    private List<Outbox.Late> late() {
        return outbox.late(WAIT, 1_000).stream()
                .filter(each -> each.org().equals(scene.org))
                .toList();
    }

    private List<CommandId> halfWaited() {
        return commands(outbox.halfWaited(1_000));
    }

    private List<CommandId> escalated() {
        return commands(outbox.escalated(1_000));
    }

    private List<CommandId> commands(List<Ref> refs) {
        return refs.stream()
                .filter(ref -> ref.org().equals(scene.org))
                .map(Ref::command)
                .toList();
    }
}
