package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Escalating;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does with a wait that goes on with more people asked. */
public abstract class EscalationContract {
    private static final Duration MAX = Duration.ofSeconds(600);

    private Store store;
    private Ledger ledger;
    private Scene scene;

    /** A store to test, fresh or shared; it is closed after each test. */
    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        ledger = store.ledger();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_escalated_command_waits_longer_and_says_who_was_asked() {
        CommandId id = scene.waiting("make").submission().id();
        Instant before = ledger.now();

        CommandRecord escalated = escalated(escalate(id, Duration.ofSeconds(90)));

        assertEquals(escalated, scene.stored(id));
        assertEquals(
                List.of(scene.rita.id()), escalated.escalation().orElseThrow().to());
        assertFalse(escalated.deadline().orElseThrow().isBefore(before.plusSeconds(90)));
        assertFalse(escalated.deadline().orElseThrow().isAfter(ledger.now().plusSeconds(90)));
        AuditEntry entry = scene.chain().getLast();
        assertEquals("escalated", entry.fields().get("event"));
        assertEquals(id.value(), entry.fields().get("command_id"));
        assertEquals("system:timeout", entry.fields().get("decided_by"));
        assertEquals(
                "nobody decided in time; asked as well: rita@example.com",
                entry.fields().get("comment"));
    }

    @Test
    final void the_whole_wait_of_an_escalated_command_has_its_limit() {
        CommandRecord waiting = scene.waiting("make");

        CommandRecord escalated = escalated(escalate(waiting.submission().id(), Duration.ofSeconds(900)));

        assertEquals(
                Optional.of(scene.stored(waiting.submission().id())
                        .submission()
                        .submittedAt()
                        .plus(MAX)),
                escalated.deadline());
    }

    @Test
    final void a_command_is_escalated_once_on_whatever_node() {
        CommandId id = scene.waiting("make").submission().id();
        long version = scene.version();

        List<Escalating.Result> results = Race.run(i -> () -> (i % 2 == 0 ? ledger : store.anotherNode())
                .escalate(scene.org, version, escalating(id, Duration.ofSeconds(90))));

        assertEquals(
                1,
                results.stream()
                        .filter(Escalating.Result.Escalated.class::isInstance)
                        .count());
        assertEquals(
                Race.RUNNERS - 1,
                results.stream()
                        .filter(Escalating.Result.Known.class::isInstance)
                        .count());
        assertEquals(1, events());
    }

    @Test
    final void what_is_decided_is_not_escalated() {
        CommandId id = scene.approved("make");

        assertInstanceOf(Escalating.Result.Known.class, escalate(id, Duration.ofSeconds(90)));
        assertEquals(Optional.empty(), scene.stored(id).escalation());
        assertEquals(0, events());
    }

    @Test
    final void an_org_that_changed_meanwhile_is_looked_at_again() {
        CommandId id = scene.waiting("make").submission().id();

        Escalating.Result result =
                ledger.escalate(scene.org, scene.version() - 1, escalating(id, Duration.ofSeconds(90)));

        assertEquals(new Escalating.Result.Moved(scene.version()), result);
        assertEquals(Optional.empty(), scene.stored(id).escalation());
    }

    @Test
    final void an_escalated_command_is_approved_until_its_new_deadline_and_keeps_that_it_was() {
        CommandId id = scene.waiting("make").submission().id();
        store.passTime(Scene.PATIENCE.plusSeconds(1));
        CommandRecord _ = escalated(escalate(id, Duration.ofSeconds(90)));

        CommandRecord decided = scene.settled(scene.approval(id));

        assertEquals("approved", decided.status());
        assertTrue(decided.escalation().isPresent());
        assertEquals(scene.stored(id).escalation(), decided.escalation());
    }

    @Test
    final void another_orgs_command_is_not_there_to_escalate() {
        Scene other = new Scene(store);
        CommandId theirs = other.waiting("make").submission().id();

        assertThrows(GateException.class, () -> escalate(theirs, Duration.ofSeconds(90)));
        assertEquals(Optional.empty(), other.stored(theirs).escalation());
        assertEquals(Set.of(), Set.copyOf(scene.decisions()));
    }

    private long events() {
        return scene.chain().stream()
                .filter(e -> "escalated".equals(e.fields().get("event")))
                .count();
    }

    private Escalating escalating(CommandId id, Duration by) {
        return new Escalating(id, List.of(scene.rita.id()), List.of(scene.rita.email()), by, MAX);
    }

    private Escalating.Result escalate(CommandId id, Duration by) {
        return ledger.escalate(scene.org, scene.version(), escalating(id, by));
    }

    private static CommandRecord escalated(Escalating.Result result) {
        if (result instanceof Escalating.Result.Escalated(CommandRecord stored)) {
            return stored;
        }
        throw new AssertionError("not escalated: " + result);
    }
}
