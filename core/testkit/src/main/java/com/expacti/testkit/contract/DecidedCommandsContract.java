package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.history.DecidedCommands;
import com.expacti.application.history.DecidedCommands.Which;
import com.expacti.application.history.PastCommand;
import com.expacti.application.history.PastCommands;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.ledger.Timing;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source of decided commands does. */
public abstract class DecidedCommandsContract {
    private Store store;
    private Scene scene;
    private DecidedCommands history;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        scene = new Scene(store);
        history = store.history();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private List<PastCommand> since(Which which, int limit) {
        return found(which, limit).commands();
    }

    private PastCommands found(Which which, int limit) {
        return history.since(scene.org, store.ledger().now().minus(Duration.ofDays(30)), which, limit);
    }

    @Test
    final void the_same_text_at_the_same_place_is_gathered_with_what_became_of_it() {
        CommandId _ = scene.approved("ls");
        CommandId _ = scene.approved("ls");
        CommandId last = scene.waiting("ls").submission().id();
        scene.settled(scene.denial(last));

        List<PastCommand> found = since(Which.ALL, 10);

        assertEquals(1, found.size());
        PastCommand past = found.getFirst();
        assertEquals("ls", past.command());
        assertEquals(Optional.of("/srv/app"), past.cwd());
        assertEquals(Optional.of(scene.target.id()), past.target());
        assertEquals(last, past.newest());
        assertEquals(Outcome.DENIED, past.newestOutcome());
        assertEquals(Map.of(Outcome.APPROVED, 2, Outcome.DENIED, 1), past.times());
        assertEquals(Set.of("Rita"), past.reviewers());
    }

    @Test
    final void another_directory_or_target_is_another_command() {
        Submission here = scene.submission("ls");
        Submission there = scene.submission(
                scene.session,
                store.ids().next(),
                "ls",
                Optional.of("/tmp"),
                Optional.of(scene.target.id()),
                false,
                scene.agent);
        Submission nowhere = scene.submission(
                scene.session, store.ids().next(), "ls", Optional.empty(), Optional.empty(), false, scene.agent);

        for (Submission each : List.of(here, there, nowhere)) {
            scene.settled(scene.approval(scene.waiting(each).submission().id()));
        }

        assertEquals(3, since(Which.ALL, 10).size());
    }

    @Test
    final void what_rules_let_through_is_no_approval_of_people() {
        CommandId _ = scene.approved("git status");
        scene.settled(scene.byRule(scene.submission("git diff"), "rule_x"));

        assertEquals(List.of("git status"), texts(since(Which.APPROVED_BY_PEOPLE, 10)));
        assertEquals(List.of("git diff", "git status"), texts(since(Which.ALL, 10)));
    }

    @Test
    final void a_denial_is_a_persons_or_a_deny_rules_and_nobody_elses() {
        scene.settled(scene.denial(scene.waiting("rm a").submission().id()));
        scene.settled(ended("rm b", Outcome.BLOCKED, Via.DENY_RULE));
        scene.settled(ended("rm c", Outcome.DENIED, Via.FAILURE));
        scene.settled(ended("rm d", Outcome.TIMED_OUT, Via.TIMEOUT));
        scene.settled(ended("rm e", Outcome.CANCELLED, Via.CANCEL));
        scene.settled(ended("rm f", Outcome.BLOCKED, Via.PLAN_LIMIT));

        assertEquals(List.of("rm b", "rm a"), texts(since(Which.DENIED, 10)));
    }

    private Settlement ended(String command, Outcome outcome, Via via) {
        return new Settlement(
                scene.waiting(command).submission().id(),
                Optional.empty(),
                outcome,
                via,
                Optional.empty(),
                "system:test",
                List.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                new Timing.Whenever(),
                Optional.empty());
    }

    @Test
    final void the_newest_come_first_and_no_more_than_were_asked_for() {
        for (int i = 0; i < 5; i++) {
            CommandId _ = scene.approved("echo " + i);
        }

        assertEquals(List.of("echo 4", "echo 3"), texts(since(Which.ALL, 2)));
        assertFalse(found(Which.ALL, 4).complete());
        assertTrue(found(Which.ALL, 5).complete());
    }

    @Test
    final void one_command_decided_over_and_over_hides_the_older_ones_and_says_so() {
        CommandId _ = scene.approved("ls");
        for (int i = 0; i < DecidedCommands.DECISIONS_EACH * 2; i++) {
            CommandId _ = scene.approved("pwd");
        }

        PastCommands cut = found(Which.ALL, 2);
        PastCommands whole = found(Which.ALL, 3);

        assertEquals(List.of("pwd"), texts(cut.commands()));
        assertEquals(
                DecidedCommands.DECISIONS_EACH * 2, cut.commands().getFirst().total());
        assertFalse(cut.complete());
        assertEquals(List.of("pwd", "ls"), texts(whole.commands()));
        assertTrue(whole.complete());
    }

    @Test
    final void no_more_text_is_looked_at_than_fits_and_what_is_left_out_is_said() {
        String longest = "é".repeat(Submission.COMMAND_BYTES_MAX / 2);
        int fit = (int) (DecidedCommands.TEXT_MAX / Submission.COMMAND_BYTES_MAX);
        for (int i = 0; i < fit; i++) {
            CommandId _ = scene.approved(longest);
        }
        assertTrue(found(Which.ALL, 1_000).complete());

        CommandId _ = scene.approved("ls");

        PastCommands found = found(Which.ALL, 1_000);
        assertEquals(List.of("ls", longest), texts(found.commands()));
        assertEquals(fit - 1, found.commands().getLast().total());
        assertFalse(found.complete());
    }

    @Test
    final void what_is_undecided_or_of_another_org_is_not_there() {
        Scene other = new Scene(store);
        CommandId _ = other.approved("ls");
        scene.waiting("pwd");

        assertEquals(List.of(), since(Which.ALL, 10));
        assertEquals(
                1,
                history.since(other.org, store.ledger().now().minusSeconds(60), Which.ALL, 10)
                        .commands()
                        .size());
    }

    @Test
    final void what_was_decided_earlier_is_left_out() {
        CommandId _ = scene.approved("ls");

        PastCommands found = history.since(scene.org, store.ledger().now().plusSeconds(60), Which.ALL, 10);

        assertEquals(List.of(), found.commands());
        assertTrue(found.complete());
    }

    private static List<String> texts(List<PastCommand> found) {
        return found.stream().map(PastCommand::command).toList();
    }
}
