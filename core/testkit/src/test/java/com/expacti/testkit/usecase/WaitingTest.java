package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.queue.PendingItem;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A wait from its begin to its end: how long, for whom, and who takes it up again. */
final class WaitingTest {
    private final TestGate gate = TestGate.create();

    @Test
    void a_wait_is_as_long_as_was_asked_for_within_30_to_600_seconds() {
        assertEquals(60, seconds(OptionalInt.empty()));
        assertEquals(30, seconds(OptionalInt.of(1)));
        assertEquals(90, seconds(OptionalInt.of(90)));
        assertEquals(600, seconds(OptionalInt.of(9_999)));
    }

    @Test
    void more_time_lets_a_vote_count_that_would_have_been_late() {
        CommandId id = gate.submitted("make");

        var deadline = gate.useCases().extend().extend(gate.reviewer(), id, 120);
        gate.clock().advance(Duration.ofSeconds(150));
        gate.sweep();

        assertEquals(FakeClock.START.plusSeconds(180), deadline);
        assertTrue(gate.events().contains(new Event.DeadlineChanged(gate.org().org(), id, deadline)));
        assertEquals("approved", gate.approve(id).status());
    }

    @Test
    void a_wait_never_passes_600_seconds() {
        CommandId id = gate.submitted("make");

        assertEquals(FakeClock.START.plusSeconds(600), gate.useCases().extend().extend(gate.reviewer(), id, 600));
        assertEquals(FakeClock.START.plusSeconds(600), gate.useCases().extend().extend(gate.reviewer(), id, 600));
        refused(ErrorCode.INVALID, () -> gate.useCases().extend().extend(gate.reviewer(), id, 0));
        refused(ErrorCode.INVALID, () -> gate.useCases().extend().extend(gate.reviewer(), id, 601));
    }

    @Test
    void what_is_decided_or_over_gets_no_more_time() {
        CommandId decided = gate.deny(gate.submitted("make")).submission().id();
        CommandId over = gate.submitted("make");
        gate.clock().advance(Duration.ofSeconds(60));

        refused(ErrorCode.ALREADY_DECIDED, () -> gate.useCases().extend().extend(gate.reviewer(), decided, 60));
        refused(ErrorCode.ALREADY_DECIDED, () -> gate.useCases().extend().extend(gate.reviewer(), over, 60));
        refused(
                ErrorCode.FORBIDDEN,
                () -> gate.useCases().extend().extend(gate.person(gate.org().auditor()), over, 60));
    }

    @Test
    void an_agent_that_resumes_holds_its_command_again() {
        gate.ports().queue().renewNode("node-2", Duration.ofSeconds(600));
        CommandId id = gate.submit(gate.request("r-1", "make", false, Optional.of("node-1")))
                .stored()
                .submission()
                .id();
        gate.ports().queue().detach(gate.org().org(), id, 1);
        gate.clock().advance(Duration.ofSeconds(10));

        Submitted byId = gate.useCases().resume().resume(gate.agent(), id, "node-2");
        Submitted byRef = gate.useCases().resume().resume(gate.agent(), gate.session(), "r-1", "node-2");
        gate.clock().advance(Duration.ofSeconds(16));
        gate.sweep();

        assertInstanceOf(Submitted.Waiting.class, byId);
        assertEquals(byId, byRef);
        PendingItem item = gate.ports().queue().get(gate.org().org(), id).orElseThrow();
        assertEquals(Optional.of("node-2"), item.holder());
        assertEquals(3, item.epoch());
        assertEquals("approved", gate.approve(id).status());
        CommandRecord decided = gate.stored(id);
        assertEquals(
                new Submitted.Decided(decided, true), gate.useCases().resume().resume(gate.agent(), id, "node-2"));
        refused(
                ErrorCode.NOT_FOUND,
                () -> gate.useCases().resume().resume(gate.agent(), gate.session(), "r-2", "node-2"));
    }

    @Test
    void a_command_over_http_has_no_grace_to_lose() {
        CommandId id = gate.submitted("make");
        gate.clock().advance(Duration.ofSeconds(50));

        gate.sweep();

        assertEquals("pending", gate.stored(id).status());
    }

    @Test
    void a_cancelled_command_says_who_took_it_back() {
        CommandRecord cancelled = gate.cancel(gate.submitted("make"));

        assertEquals("cancelled", cancelled.status());
        assertEquals("agent:builder", cancelled.decision().orElseThrow().decidedBy());
        assertEquals("cancel", cancelled.decision().orElseThrow().via().literal());
    }

    @Test
    void a_denial_tells_what_was_said_and_proposed() {
        CommandId id = gate.submitted("rm -r build");
        CommandRecord denied = gate.vote(
                gate.reviewer(),
                id,
                new com.expacti.application.command.Vote(
                        false, Optional.of(" not today "), Optional.of("ls build"), Optional.empty()));

        assertEquals(Optional.of("not today"), denied.decision().orElseThrow().comment());
        assertEquals(Optional.of("ls build"), denied.decision().orElseThrow().suggestedCommand());
        assertEquals(List.of("Rita"), denied.decision().orElseThrow().reviewers());
    }

    @Test
    void a_target_is_named_by_id_or_name_among_the_agents_own() {
        assertEquals(Optional.of(gate.org().production()), target("prod"));
        assertEquals(
                Optional.of(gate.org().production()),
                target(gate.org().production().value()));
        refused(ErrorCode.FORBIDDEN, () -> target("elsewhere"));
    }

    @Test
    void a_listener_that_fails_keeps_no_other_from_hearing() {
        LocalAnnouncer announcer = new LocalAnnouncer();
        List<Event> heard = new ArrayList<>();
        announcer.join(event -> {
            throw new IllegalStateException("a broken listener, on purpose");
        });
        announcer.join(heard::add);
        Event event = new Event.GateMoved(gate.org().org(), 7);

        announcer.announce(event);

        assertEquals(List.of(event), heard);
    }

    @Test
    void a_token_that_proves_nobody_reads_the_same_whatever_is_wrong_with_it() {
        gate.useCases()
                .agents()
                .revoke(gate.owner(), gate.org().agent(), gate.org().agentCredential());
        List<String> messages = new ArrayList<>();
        for (String token : List.of("", "nobody", "x".repeat(513), gate.org().agentToken())) {
            GateException refused = assertThrows(
                    GateException.class, () -> gate.useCases().authenticator().authenticate(token));
            assertEquals(ErrorCode.UNAUTHORIZED, refused.code());
            messages.add(String.valueOf(refused.getMessage()));
        }
        assertEquals(1, messages.stream().distinct().count(), messages.toString());
    }

    private Optional<com.expacti.domain.identity.TargetId> target(String name) {
        return submit(Optional.of(name), OptionalInt.empty()).submission().target();
    }

    private long seconds(OptionalInt wanted) {
        CommandRecord stored = submit(Optional.empty(), wanted);
        return Duration.between(gate.clock().instant(), stored.deadline().orElseThrow())
                .toSeconds();
    }

    private CommandRecord submit(Optional<String> target, OptionalInt timeout) {
        return gate.submit(new SubmitRequest(
                        gate.session(),
                        gate.ports().ids().next(),
                        "make",
                        Optional.empty(),
                        target,
                        Optional.empty(),
                        OptionalInt.empty(),
                        timeout,
                        false,
                        Optional.empty(),
                        Optional.empty()))
                .stored();
    }

    private static void refused(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
