package com.expacti.cluster.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.cluster.history.History.Counted;
import com.expacti.cluster.history.History.Entry;
import com.expacti.cluster.history.History.Ran;
import com.expacti.cluster.history.History.Seen;
import com.expacti.cluster.history.History.Sent;
import com.expacti.cluster.history.History.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The checker is content with an honest history and notices each single lie in it. */
final class CheckerTest {
    /** A history to be changed. */
    private static final class Draft {
        private final List<Sent> sent =
                new ArrayList<>(List.of(new Sent("a", 10), new Sent("b", 20), new Sent("b", 25)));
        private final List<Seen> seen = new ArrayList<>(List.of(
                new Seen("a", "cmd_a", "approved", List.of("rule_1")),
                new Seen("b", "cmd_b", "pending", List.of()),
                new Seen("b", "cmd_b", "denied", List.of())));
        private final List<Ran> ran = new ArrayList<>(List.of(new Ran("a", "cmd_a")));
        private final Map<String, Long> removals = new HashMap<>(Map.of("rule_1", 15L));
        private final List<Counted> votes = new ArrayList<>(List.of(new Counted("cmd_b", 30)));
        private final List<Span> demoted = new ArrayList<>(List.of(new Span(40, 50)));
        private final List<Entry> entries =
                new ArrayList<>(List.of(new Entry("cmd_a", "approved"), new Entry("cmd_b", "denied")));
        private boolean chainIsValid = true;
    }

    private static List<String> found(Consumer<Draft> lie) {
        Draft draft = new Draft();
        lie.accept(draft);
        return Checker.violations(new History(
                draft.sent,
                draft.seen,
                draft.ran,
                draft.removals,
                draft.votes,
                draft.demoted,
                draft.entries,
                draft.chainIsValid));
    }

    @Test
    void an_honest_history_breaks_nothing() {
        assertEquals(List.of(), found(_ -> {}));
    }

    @Test
    void a_ref_that_became_two_commands_is_noticed() {
        assertEquals(List.of("ref a became [cmd_a, cmd_c]"), found(draft -> {
            draft.seen.add(new Seen("a", "cmd_c", "denied", List.of()));
            draft.entries.add(new Entry("cmd_c", "denied"));
        }));
    }

    @Test
    void a_second_decision_in_the_log_is_noticed() {
        assertEquals(
                List.of("cmd_b was decided 2 times"), found(draft -> draft.entries.add(new Entry("cmd_b", "denied"))));
    }

    @Test
    void somebody_who_was_told_another_outcome_is_noticed() {
        assertEquals(
                List.of("cmd_b was said to be [denied, timed_out]"),
                found(draft -> draft.seen.add(new Seen("b", "cmd_b", "timed_out", List.of()))));
    }

    @Test
    void a_command_left_undecided_is_noticed() {
        assertEquals(
                List.of("cmd_c was never decided"),
                found(draft -> draft.seen.add(new Seen("c", "cmd_c", "pending", List.of()))));
    }

    @Test
    void a_command_that_ran_twice_is_noticed() {
        assertEquals(List.of("cmd_a ran 2 times"), found(draft -> draft.ran.add(new Ran("a", "cmd_a"))));
    }

    @Test
    void an_allowed_command_without_its_entry_is_noticed() {
        assertEquals(
                List.of("cmd_a was never decided", "cmd_a was allowed without an audit entry"),
                found(draft -> draft.entries.removeFirst()));
    }

    @Test
    void a_command_that_ran_although_it_was_denied_is_noticed() {
        assertEquals(
                List.of("cmd_b was allowed without an audit entry"),
                found(draft -> draft.ran.add(new Ran("b", "cmd_b"))));
    }

    @Test
    void a_rule_that_let_something_through_after_its_removal_is_noticed() {
        assertEquals(
                List.of("cmd_a was allowed by rule rule_1, which had been removed before"),
                found(draft -> draft.removals.put("rule_1", 9L)));
    }

    @Test
    void a_vote_that_counted_after_its_voter_was_demoted_is_noticed() {
        assertEquals(
                List.of("a vote on cmd_b counted although its voter had been demoted"),
                found(draft -> draft.votes.add(new Counted("cmd_b", 45))));
    }

    @Test
    void a_chain_that_does_not_verify_is_noticed() {
        assertEquals(List.of("the audit chain does not verify"), found(draft -> draft.chainIsValid = false));
    }
}
