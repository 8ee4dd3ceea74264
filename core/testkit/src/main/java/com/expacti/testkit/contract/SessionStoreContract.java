package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.queue.PendingItem;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} does. */
public abstract class SessionStoreContract {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private Store store;
    private SessionStore sessions;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        sessions = store.sessions();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_session_reads_back_as_it_was_opened() {
        for (Session.Kind kind : Session.Kind.values()) {
            Session opened = scene.session(scene.agent, kind);

            sessions.open(opened);

            assertEquals(Optional.of(opened), sessions.session(scene.org, opened.id()));
        }
        assertEquals(Optional.empty(), sessions.session(scene.org, store.ids().session()));
    }

    @Test
    final void a_session_counts_its_commands() {
        CommandId _ = scene.approved("one");
        CommandRecord _ = scene.waiting("two");

        assertEquals(2, session(scene.session).commands());
        assertEquals(
                List.of(2L),
                sessions.sessions(scene.org, Optional.empty(), Optional.empty(), 10).stream()
                        .map(Session::commands)
                        .toList());
    }

    @Test
    final void a_session_is_closed_once() {
        assertTrue(sessions.close(scene.org, scene.session));
        Optional<java.time.Instant> closedAt = session(scene.session).closedAt();
        assertFalse(sessions.close(scene.org, scene.session));

        assertTrue(closedAt.isPresent());
        assertEquals(closedAt, session(scene.session).closedAt());
        assertFalse(sessions.close(scene.org, store.ids().session()));
    }

    @Test
    final void sessions_are_listed_newest_first_page_by_page_and_by_agent() {
        SessionId second = scene.open(scene.otherAgent, Session.Kind.IMPLICIT);
        SessionId third = scene.open(scene.agent, Session.Kind.EXPLICIT);

        assertEquals(List.of(third, second), list(Optional.empty(), 2));
        assertEquals(List.of(scene.session), list(Optional.of(second.value()), 2));
        assertEquals(
                List.of(third, scene.session),
                sessions.sessions(scene.org, Optional.of(scene.agent), Optional.empty(), 10).stream()
                        .map(Session::id)
                        .toList());
    }

    @Test
    final void an_agent_has_one_standing_session() {
        Session candidate = scene.session(scene.agent, Session.Kind.HTTP);

        SessionId first = sessions.standing(candidate);
        SessionId again = sessions.standing(scene.session(scene.agent, Session.Kind.HTTP));
        SessionId theirs = sessions.standing(scene.session(scene.otherAgent, Session.Kind.HTTP));

        assertEquals(candidate.id(), first);
        assertEquals(first, again);
        assertNotEquals(first, theirs);
        assertEquals(Session.Kind.HTTP, session(first).kind());
    }

    @Test
    final void a_closed_standing_session_is_followed_by_a_new_one() {
        SessionId first = sessions.standing(scene.session(scene.agent, Session.Kind.HTTP));
        boolean _ = sessions.close(scene.org, first);

        assertNotEquals(first, sessions.standing(scene.session(scene.agent, Session.Kind.HTTP)));
    }

    @Test
    final void of_many_that_ask_for_the_standing_session_all_get_the_same() {
        List<SessionId> ids = Race.run(i -> () -> sessions.standing(scene.session(scene.agent, Session.Kind.HTTP)));

        assertEquals(1, new HashSet<>(ids).size());
        assertEquals(2, list(Optional.empty(), 100).size());
    }

    @Test
    final void of_many_that_close_a_session_one_does() {
        List<Boolean> results = Race.run(i -> () -> sessions.close(scene.org, scene.session));

        assertEquals(1, results.stream().filter(closed -> closed).count());
    }

    @Test
    final void an_implicit_session_closes_after_its_grace() {
        SessionId lost = scene.open(scene.agent, Session.Kind.IMPLICIT);
        SessionId alive = scene.open(scene.agent, Session.Kind.IMPLICIT);
        sessions.lost(scene.org, lost, true);

        assertEquals(Set.of(), closeLost());
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Set.of(lost), closeLost());
        assertTrue(session(lost).closedAt().isPresent());
        assertTrue(session(alive).closedAt().isEmpty());
        assertEquals(Set.of(), closeLost(), "closed once");
    }

    @Test
    final void a_connection_that_is_back_keeps_its_session() {
        SessionId id = scene.open(scene.agent, Session.Kind.IMPLICIT);
        sessions.lost(scene.org, id, true);
        store.passTime(Duration.ofSeconds(10));
        sessions.lost(scene.org, id, false);
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Set.of(), closeLost());
        sessions.lost(scene.org, id, true);
        assertEquals(Set.of(), closeLost(), "the grace begins anew");
    }

    @Test
    final void a_session_that_was_asked_for_does_not_end_with_a_connection() {
        SessionId http = sessions.standing(scene.session(scene.agent, Session.Kind.HTTP));
        sessions.lost(scene.org, scene.session, true);
        sessions.lost(scene.org, http, true);
        store.passTime(GRACE.plusSeconds(1));

        assertEquals(Set.of(), closeLost());
        assertTrue(session(scene.session).closedAt().isEmpty());
        assertTrue(session(http).closedAt().isEmpty());
    }

    @Test
    final void a_lost_session_stays_open_while_a_command_of_it_waits() {
        SessionId id = scene.open(scene.agent, Session.Kind.IMPLICIT);
        CommandRecord waiting = scene.waiting(scene.submission(id, store.ids().next(), "make", false));
        CommandId command = waiting.submission().id();
        assertTrue(store.queue()
                .put(PendingItem.fresh(
                        scene.org,
                        command,
                        waiting.submission().submittedAt(),
                        waiting.deadline().orElseThrow(),
                        Optional.empty())));
        sessions.lost(scene.org, id, true);
        store.passTime(GRACE.plusSeconds(1));
        assertEquals(Set.of(), closeLost());

        CommandRecord _ = scene.settled(scene.denial(command));
        store.queue().remove(scene.org, command);

        assertEquals(Set.of(id), closeLost());
    }

    private Session session(SessionId id) {
        return sessions.session(scene.org, id).orElseThrow();
    }

    private List<SessionId> list(Optional<String> before, int limit) {
        return sessions.sessions(scene.org, Optional.empty(), before, limit).stream()
                .map(Session::id)
                .toList();
    }

    private Set<SessionId> closeLost() {
        return sessions.closeLost(GRACE).stream()
                .filter(closed -> closed.org().equals(scene.org))
                .map(SessionStore.Closed::session)
                .collect(Collectors.toSet());
    }
}
