package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EffortTest {
    private static Optional<String> taking(long steps, long limit) {
        return Effort.within(limit, () -> {
            Effort.spend(steps);
            return "done";
        });
    }

    @Test
    void work_that_takes_all_its_steps_is_done_and_one_more_is_too_many() {
        assertEquals(Optional.of("done"), taking(10, 10));
        assertEquals(Optional.empty(), taking(11, 10));
    }

    @Test
    void steps_taken_one_after_the_other_add_up() {
        Optional<String> twice = Effort.within(10, () -> {
            Effort.spend(6);
            Effort.current().take(5);
            return "done";
        });

        assertEquals(Optional.empty(), twice);
    }

    @Test
    void nothing_is_left_once_too_much_was_asked_for() {
        Effort.within(10, () -> {
            assertThrows(Effort.Exhausted.class, () -> Effort.spend(11));
            assertThrows(Effort.Exhausted.class, () -> Effort.spend(1));
            return "looked at";
        });
    }

    @Test
    void a_limit_further_out_does_not_count_what_has_a_limit_of_its_own() {
        Optional<String> outer = Effort.within(
                10,
                () -> taking(100, 100)
                        .map(inner -> {
                            Effort.spend(10);
                            return inner;
                        })
                        .orElse("stopped"));

        assertEquals(Optional.of("done"), outer);
    }

    @Test
    void measuring_counts_every_step_however_deep_its_limit() {
        long steps = Effort.measure(() -> {
            Effort.spend(1);
            Effort.within(100, () -> {
                Effort.spend(20);
                return taking(300, 1_000);
            });
            taking(4_000, 5_000);
        });

        assertEquals(4_321, steps);
    }

    @Test
    void without_a_limit_any_number_of_steps_may_be_taken() {
        Effort.spend(Long.MAX_VALUE);
        Effort.spend(Long.MAX_VALUE);

        assertEquals(0, Effort.measure(() -> {}));
    }

    @Test
    void what_is_asked_again_of_the_same_subject_is_worked_out_once_within_a_limit() {
        Effort.Known<Object, String> known = paid(3);
        Object subject = new Object();

        long twice = Effort.measure(() -> {
            known.of(subject);
            known.of(subject);
            known.of(new Object());
        });

        assertEquals(6, twice);
    }

    @Test
    void what_was_worked_out_within_one_limit_is_paid_for_again_within_the_next() {
        Effort.Known<Object, String> known = paid(3);
        Object subject = new Object();
        Effort.measure(() -> known.of(subject));

        long again = Effort.measure(() -> Effort.within(10, () -> known.of(subject)));

        assertEquals(3, again);
    }

    private static Effort.Known<Object, String> paid(long steps) {
        return new Effort.Known<>(_ -> {
            Effort.spend(steps);
            return "worked out";
        });
    }

    @Test
    void what_can_not_be_finished_is_not_begun_and_costs_nothing_where_it_can() {
        long steps = Effort.measure(() -> {
            assertEquals(Optional.empty(), requiring(11, 10));
            assertEquals(Optional.of("begun"), requiring(10, 10));
        });

        assertEquals(10, steps);
    }

    private static Optional<String> requiring(long steps, long limit) {
        return Effort.within(limit, () -> {
            Effort.require(steps);
            return "begun";
        });
    }

    @Test
    void seeing_through_wrappers_takes_more_steps_the_more_words_there_are() {
        SimpleCommand few = Started.commands("sudo a").getFirst();
        SimpleCommand many = Started.commands("sudo a" + " b".repeat(100)).getFirst();

        long steps = Effort.measure(() -> Wrappers.effective(few));

        assertTrue(steps > 0);
        assertTrue(Effort.measure(() -> Wrappers.effective(many)) > steps);
    }
}
