package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.session.Session;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does with commands that are submitted; how they are decided is in {@link SettlementContract}. */
public abstract class LedgerContract {
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
    final void a_claimed_command_is_stored_whole_and_waits_by_the_stores_clock() {
        Instant before = ledger.now();
        Submission submission = scene.submission("rm -rf 'über \"all\"'\n\techo \\ ✓ 😀 %s _");

        CommandRecord claimed = scene.waiting(submission);
        CommandRecord stored = scene.stored(submission.id());

        assertEquals(claimed, stored);
        assertEquals(submission.command(), stored.submission().command());
        assertEquals(submission.digest(), stored.submission().digest());
        assertEquals(submission.onBehalfOf(), stored.submission().onBehalfOf());
        assertEquals(submission.context(), stored.submission().context());
        assertEquals(submission.step(), stored.submission().step());
        assertEquals(submission.wantedTimeoutSeconds(), stored.submission().wantedTimeoutSeconds());
        assertTrue(stored.submission().heldBySocket());
        assertEquals(scene.claim(submission).risk(), stored.risk());
        assertEquals(List.of("retry_storm"), stored.anomalyReasons());
        assertEquals(Set.of(scene.olga.id()), stored.excluded());
        assertEquals("pending", stored.status());
        Instant deadline = stored.deadline().orElseThrow();
        assertFalse(deadline.isBefore(before.plus(Scene.PATIENCE).truncatedTo(ChronoUnit.MILLIS)));
        assertFalse(deadline.isAfter(ledger.now().plus(Scene.PATIENCE)));
        assertEquals(List.of(), scene.decisions());
    }

    @Test
    final void the_same_ref_is_the_same_command() {
        CommandRecord first = scene.waiting(scene.submission(scene.session, "ref-1", "ls", false));

        ClaimResult again = scene.claimed(scene.submission(scene.session, "ref-1", "ls", false));

        assertEquals(new ClaimResult.Known(first), again);
        assertEquals(Optional.of(first), ledger.byRef(scene.org, scene.session, "ref-1"));
        assertEquals(Optional.empty(), ledger.byRef(scene.org, scene.session, "ref-2"));
    }

    @Test
    final void the_same_ref_with_anything_else_is_a_conflict() {
        CommandRecord first = scene.waiting(scene.submission(scene.session, "ref-1", "ls", false));
        var target = Optional.of(scene.target.id());
        var cwd = Optional.of("/srv/app");
        List<Submission> others = List.of(
                scene.submission(scene.session, "ref-1", "ls ", cwd, target, false, scene.agent),
                scene.submission(scene.session, "ref-1", "ls", Optional.of("/srv"), target, false, scene.agent),
                scene.submission(scene.session, "ref-1", "ls", Optional.empty(), target, false, scene.agent),
                scene.submission(scene.session, "ref-1", "ls", cwd, Optional.empty(), false, scene.agent),
                scene.submission(scene.session, "ref-1", "ls", cwd, target, true, scene.agent));

        for (Submission other : others) {
            assertEquals(new ClaimResult.Conflict(), scene.claimed(other));
            assertEquals(
                    new SettleResult.Conflict(),
                    scene.settle(scene.byRule(other)).getFirst());
        }
        assertEquals(first, scene.stored(first.submission().id()));
        assertEquals(List.of(), scene.decisions());
    }

    @Test
    final void a_ref_of_another_session_is_another_command() {
        SessionId other = scene.open(scene.agent, Session.Kind.IMPLICIT);
        CommandRecord first = scene.waiting(scene.submission(scene.session, "ref-1", "ls", false));

        CommandRecord second = scene.waiting(scene.submission(other, "ref-1", "ls -l", false));

        assertEquals(Optional.of(first), ledger.byRef(scene.org, scene.session, "ref-1"));
        assertEquals(Optional.of(second), ledger.byRef(scene.org, other, "ref-1"));
    }

    @Test
    final void a_closed_session_takes_nothing_new_but_still_answers_known_refs() {
        CommandRecord first = scene.waiting(scene.submission(scene.session, "ref-1", "ls", false));
        assertTrue(store.sessions().close(scene.org, scene.session));

        Submission repeated = scene.submission(scene.session, "ref-1", "ls", false);
        Submission fresh = scene.submission(scene.session, "ref-2", "ls", false);

        assertEquals(new ClaimResult.Known(first), scene.claimed(repeated));
        assertEquals(new ClaimResult.SessionClosed(true), scene.claimed(fresh));
        assertEquals(
                new SettleResult.SessionClosed(true),
                scene.settle(scene.byRule(fresh)).getFirst());
        assertEquals(Optional.empty(), ledger.command(scene.org, fresh.id()));
    }

    @Test
    final void a_session_of_another_agent_does_not_exist_not_even_for_its_refs() {
        CommandRecord first = scene.waiting(scene.submission(scene.session, "ref-1", "ls", false));
        Submission intruder = scene.submission(
                scene.session,
                "ref-1",
                "ls",
                first.submission().cwd(),
                first.submission().target(),
                false,
                scene.otherAgent);
        Submission nowhere = scene.submission(store.ids().session(), "ref-1", "ls", false);

        assertEquals(new ClaimResult.SessionClosed(false), scene.claimed(intruder));
        assertEquals(
                new SettleResult.SessionClosed(false),
                scene.settle(scene.byRule(intruder)).getFirst());
        assertEquals(new ClaimResult.SessionClosed(false), scene.claimed(nowhere));
    }

    @Test
    final void the_first_report_of_a_result_stands() {
        CommandId id = scene.approved("make");

        ledger.result(scene.org, id, OptionalInt.of(2), OptionalLong.of(1500), OptionalLong.empty());
        ledger.result(scene.org, id, OptionalInt.of(0), OptionalLong.of(1), OptionalLong.of(9));

        CommandRecord stored = scene.stored(id);
        assertEquals(OptionalInt.of(2), stored.exitCode());
        assertEquals(OptionalLong.of(1500), stored.durationMs());
        assertEquals(OptionalLong.empty(), stored.outputBytes());
    }

    @Test
    final void undecided_commands_are_found_once_they_are_old_enough() {
        CommandId old = scene.waiting("one").submission().id();
        CommandId decided = scene.approved("two");
        store.passTime(Duration.ofSeconds(20));
        CommandId young = scene.waiting("three").submission().id();

        Set<CommandId> found = ledger.undecided(ledger.now().minusSeconds(10), 10_000).stream()
                .filter(ref -> ref.org().equals(scene.org))
                .map(Ledger.Ref::command)
                .collect(Collectors.toSet());

        assertEquals(Set.of(old), found, "not " + decided + " and not " + young);
    }

    @Test
    final void commands_are_listed_newest_first_page_by_page() {
        List<CommandId> ids = LongStream.range(0, 5)
                .mapToObj(i -> scene.waiting("echo " + i).submission().id())
                .toList();

        List<CommandId> first = list(filter(Optional.empty(), Optional.empty(), 3));
        List<CommandId> rest = list(new CommandFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(first.getLast().value()),
                3));

        assertEquals(List.of(ids.get(4), ids.get(3), ids.get(2)), first);
        assertEquals(List.of(ids.get(1), ids.get(0)), rest);
    }

    @Test
    final void commands_are_listed_by_status_text_session_and_agent() {
        SessionId theirs = scene.open(scene.otherAgent, Session.Kind.EXPLICIT);
        CommandId approved = scene.approved("cat 100%_Done");
        CommandId pending = scene.waiting("cat 100 done").submission().id();
        CommandId foreign = scene.waiting(scene.submission(
                        theirs, "r", "cat x", Optional.empty(), Optional.empty(), false, scene.otherAgent))
                .submission()
                .id();

        assertEquals(List.of(approved), list(filter(Optional.of("approved"), Optional.empty(), 10)));
        assertEquals(List.of(foreign, pending), list(filter(Optional.of("pending"), Optional.empty(), 10)));
        assertEquals(List.of(approved), list(filter(Optional.empty(), Optional.of("0%_dONE"), 10)));
        assertEquals(List.of(foreign, pending, approved), list(filter(Optional.empty(), Optional.of("CAT"), 10)));
        assertEquals(
                List.of(foreign),
                list(new CommandFilter(
                        Optional.empty(),
                        Optional.of(theirs),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10)));
        assertEquals(
                List.of(pending, approved),
                list(new CommandFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(scene.agent),
                        Optional.empty(),
                        10)));
    }

    @Test
    final void of_many_claims_of_one_ref_one_stores_it_and_all_name_it() {
        List<ClaimResult> results =
                Race.run(i -> () -> scene.claimed(scene.submission(scene.session, "ref-1", "ls", false)));

        Set<CommandId> named = results.stream()
                .map(r -> switch (r) {
                    case ClaimResult.Claimed(CommandRecord stored) ->
                        stored.submission().id();
                    case ClaimResult.Known(CommandRecord stored) ->
                        stored.submission().id();
                    case ClaimResult.Conflict conflict -> throw new AssertionError(conflict);
                    case ClaimResult.SessionClosed closed -> throw new AssertionError(closed);
                    case ClaimResult.UsedUp usedUp -> throw new AssertionError(usedUp);
                })
                .collect(Collectors.toSet());
        assertEquals(
                1,
                results.stream().filter(ClaimResult.Claimed.class::isInstance).count());
        assertEquals(1, named.size());
    }

    private static CommandFilter filter(Optional<String> status, Optional<String> text, int limit) {
        return new CommandFilter(status, Optional.empty(), text, Optional.empty(), Optional.empty(), limit);
    }

    private List<CommandId> list(CommandFilter filter) {
        return ledger.commands(scene.org, filter).commands().stream()
                .map(c -> c.submission().id())
                .toList();
    }
}
