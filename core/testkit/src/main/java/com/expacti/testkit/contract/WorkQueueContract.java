package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.TaskText;
import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.Backlog;
import com.expacti.application.work.WorkQueue.DeadLetter;
import com.expacti.application.work.WorkQueue.Later;
import com.expacti.application.work.WorkQueue.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} does. In which order tasks are given, it does not say. */
public abstract class WorkQueueContract {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Instant MOMENT = Instant.parse("2026-03-02T10:01:00.123Z");

    private WorkStore store;
    private WorkQueue queue;

    protected abstract WorkStore open();

    @BeforeEach
    final void openStore() {
        store = open();
        queue = store.queue();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void a_task_is_given_as_it_was_enqueued() {
        Task full =
                new Task(TaskKind.EXPIRE_COMMAND, store.org(0), List.of("cmd_1", "a/b:c,|'\""), Optional.of(MOMENT));
        Task bare = Task.of(TaskKind.MINE_SUGGESTIONS, store.org(1));

        assertEquals(List.of(), queue.enqueue(List.of(later(full), later(bare))));

        List<Leased> given = takeAll(10);
        assertEquals(Set.of(full, bare), tasks(given));
        assertEquals(
                Set.of(1), new HashSet<>(given.stream().map(Leased::attempt).toList()));
    }

    @Test
    final void a_task_is_left_alone_until_its_delay_is_over() {
        queue.enqueue(task("later"), Duration.ofSeconds(60));

        assertEquals(List.of(), queue.take(10, LEASE));
        store.passTime(Duration.ofSeconds(55));
        assertEquals(List.of(), queue.take(10, LEASE));
        store.passTime(Duration.ofSeconds(10));
        assertEquals(Set.of(task("later")), tasks(queue.take(10, LEASE)));
    }

    /** A queue service has a longest delay that is shorter than ours. */
    @Test
    final void a_delay_of_hours_is_waited_for_whoever_asks_meanwhile() {
        queue.enqueue(task("much-later"), Duration.ofHours(2));

        for (int i = 0; i < 7; i++) {
            store.passTime(Duration.ofMinutes(16));
            assertEquals(List.of(), queue.take(10, LEASE), "after " + (i + 1) * 16 + " minutes");
        }
        store.passTime(Duration.ofMinutes(16));

        List<Leased> given = takeAll(10);
        assertEquals(Set.of(task("much-later")), tasks(given));
        assertEquals(1, given.getFirst().attempt(), "waiting is no attempt");
    }

    @Test
    final void a_task_that_is_enqueued_twice_is_one_where_the_queue_can_tell() {
        queue.enqueue(task("twin"), AT_ONCE);
        queue.enqueue(task("twin"), AT_ONCE);

        List<Leased> given = takeAll(10);
        assertTrue(given.size() <= store.twinsMax(), given.toString());
        assertEquals(Set.of(task("twin")), tasks(given));
        assertEquals(List.of(), queue.done(given));
        assertEquals(List.of(), queue.take(10, LEASE));
    }

    @Test
    final void a_task_that_was_done_may_come_again_by_being_enqueued_again() {
        queue.enqueue(task("again"), AT_ONCE);
        assertEquals(List.of(), queue.done(takeAll(1)));

        queue.enqueue(task("again"), AT_ONCE);

        assertEquals(1, takeAll(1).getFirst().attempt());
    }

    @Test
    final void what_somebody_has_is_given_to_nobody_else_until_the_lease_is_over() {
        queue.enqueue(task("mine"), AT_ONCE);
        assertEquals(1, takeAll(1).size());

        store.passTime(Duration.ofSeconds(25));
        assertEquals(List.of(), queue.take(10, LEASE));
        store.passTime(Duration.ofSeconds(10));

        List<Leased> again = takeAll(1);
        assertEquals(Set.of(task("mine")), tasks(again));
        assertEquals(2, again.getFirst().attempt());
    }

    @Test
    final void what_is_done_is_given_no_more() {
        queue.enqueue(task("once"), AT_ONCE);

        assertEquals(List.of(), queue.done(takeAll(1)));

        store.passTime(Duration.ofHours(1));
        assertEquals(List.of(), queue.take(10, LEASE));
        assertEquals(0, queue.backlog().waiting());
    }

    /** Whoever was too slow has done it all the same: the work is idempotent, and neither of the two is in the other's way. */
    @Test
    final void a_lease_that_was_lost_hinders_nobody() {
        queue.enqueue(task("slow"), AT_ONCE);
        Leased lost = takeAll(1).getFirst();
        store.passTime(LEASE.plusSeconds(5));
        Leased held = takeAll(1).getFirst();

        List<Leased> _ = queue.done(List.of(lost));
        assertEquals(List.of(), queue.done(List.of(held)));

        store.passTime(LEASE.plusSeconds(5));
        assertEquals(List.of(), queue.take(10, LEASE));
    }

    @Test
    final void a_batch_with_one_lease_that_was_lost_is_done_but_for_that_one() {
        queue.enqueue(task("slow"), AT_ONCE);
        Leased lost = takeAll(1).getFirst();
        store.passTime(LEASE.plusSeconds(5));
        Leased held = takeAll(1).getFirst();
        queue.enqueue(task("other"), AT_ONCE);
        Leased other = takeAll(1).getFirst();

        List<Leased> _ = queue.done(List.of(lost, other));
        queue.retry(held, AT_ONCE);

        assertFalse(tasks(queue.take(10, LEASE)).contains(task("other")));
    }

    @Test
    final void a_lease_can_be_lengthened_while_it_runs_and_not_afterwards() {
        queue.enqueue(task("long"), AT_ONCE);
        Leased mine = takeAll(1).getFirst();
        store.passTime(Duration.ofSeconds(20));

        Leased longer = queue.extend(mine, Duration.ofSeconds(60)).orElseThrow();

        store.passTime(Duration.ofSeconds(50));
        assertEquals(List.of(), queue.take(10, LEASE));
        store.passTime(Duration.ofSeconds(15));
        assertEquals(2, takeAll(1).getFirst().attempt());
        assertEquals(Optional.empty(), queue.extend(longer, LEASE));
    }

    @Test
    final void what_is_given_back_comes_after_its_pause_with_the_next_attempt() {
        queue.enqueue(task("flaky"), AT_ONCE);

        queue.retry(takeAll(1).getFirst(), Duration.ofSeconds(60));

        assertEquals(List.of(), queue.take(10, LEASE));
        store.passTime(Duration.ofSeconds(65));
        assertEquals(2, takeAll(1).getFirst().attempt());
    }

    @Test
    final void what_nobody_can_finish_ends_as_a_dead_letter_and_keeps_nobody_waiting() {
        queue.enqueue(task("poison"), AT_ONCE);
        for (int attempt = 1; attempt <= WorkQueue.ATTEMPTS_MAX; attempt++) {
            queue.enqueue(task("good-" + attempt), AT_ONCE);
            List<Leased> given = takeAll(2);
            assertEquals(Set.of(task("poison"), task("good-" + attempt)), tasks(given));
            for (Leased one : given) {
                if (one.task().equals(task("poison"))) {
                    assertEquals(attempt, one.attempt());
                    queue.retry(one, AT_ONCE);
                } else {
                    assertEquals(List.of(), queue.done(List.of(one)));
                }
            }
        }

        assertEquals(List.of(), queue.take(10, LEASE));
        assertEquals(List.of(TaskText.write(task("poison"))), deadTexts());
        assertEquals(WorkQueue.ATTEMPTS_MAX, queue.dead(10).getFirst().attempts());
    }

    /** Its takers die, each with the lease in hand. */
    @Test
    final void what_kills_its_takers_ends_as_a_dead_letter_too() {
        queue.enqueue(task("killer"), AT_ONCE);
        for (int i = 0; i < WorkQueue.ATTEMPTS_MAX; i++) {
            assertEquals(1, takeAll(1).size());
            store.passTime(LEASE.plusSeconds(5));
        }

        assertEquals(List.of(), queue.take(10, LEASE));
        assertEquals(List.of(TaskText.write(task("killer"))), deadTexts());
    }

    @Test
    final void what_can_never_be_done_is_buried_at_once() {
        queue.enqueue(task("hopeless"), AT_ONCE);

        queue.bury(takeAll(1).getFirst(), "the command is in another language");

        store.passTime(LEASE.plusSeconds(5));
        assertEquals(List.of(), queue.take(10, LEASE));
        DeadLetter letter = queue.dead(10).getFirst();
        assertEquals("the command is in another language", letter.reason());
        assertEquals(TaskText.write(task("hopeless")), letter.text());
        assertEquals(1, letter.attempts());
    }

    @Test
    final void what_is_no_task_of_ours_is_a_dead_letter_and_is_not_given() {
        store.putText("v1 make-coffee " + store.org(0).value() + " - cmd_1");
        store.putText("v1 expire-command " + store.org(0).value() + " soon cmd_1");
        queue.enqueue(task("good"), AT_ONCE);

        List<Leased> given = takeAll(1);

        assertEquals(Set.of(task("good")), tasks(given));
        assertEquals(List.of(), queue.take(10, LEASE));
        store.passTime(LEASE.plusSeconds(5));
        assertEquals(Set.of(task("good")), tasks(queue.take(10, LEASE)));
        assertEquals(2, queue.dead(10).size());
        assertEquals(2, queue.backlog().dead());
    }

    @Test
    final void dead_letters_that_are_redriven_have_all_their_attempts_again() {
        queue.enqueue(task("mended"), AT_ONCE);
        queue.bury(takeAll(1).getFirst(), "the mail server is away");

        assertEquals(1, queue.redrive(10));

        assertEquals(List.of(), queue.dead(10));
        assertEquals(0, queue.redrive(10));
        List<Leased> given = takeAll(1);
        assertEquals(Set.of(task("mended")), tasks(given));
        assertEquals(1, given.getFirst().attempt());
        assertEquals(List.of(), queue.done(given));
    }

    @Test
    final void a_dead_task_that_is_enqueued_again_is_given_again() {
        queue.enqueue(task("revived"), AT_ONCE);
        queue.bury(takeAll(1).getFirst(), "a bug");

        queue.enqueue(task("revived"), AT_ONCE);

        assertEquals(1, takeAll(1).getFirst().attempt());
    }

    @Test
    final void a_task_in_a_crowd_of_takers_is_given_to_one_of_them() {
        List<Later> many =
                IntStream.range(0, 60).mapToObj(i -> later(task("crowd-" + i))).toList();
        assertEquals(List.of(), queue.enqueue(many));

        List<Leased> given = new ArrayList<>(Race.run(_ -> () -> queue.take(3, Duration.ofMinutes(10))).stream()
                .flatMap(List::stream)
                .toList());
        given.addAll(takeAll(60 - given.size()));

        assertEquals(60, given.size());
        assertEquals(60, tasks(given).size());
        assertEquals(List.of(), queue.done(given));
        assertEquals(List.of(), queue.take(10, LEASE));
    }

    @Test
    final void how_the_queue_stands_can_be_counted() {
        queue.enqueue(task("delayed"), Duration.ofSeconds(300));
        queue.enqueue(task("dead"), AT_ONCE);
        queue.bury(takeAll(1).getFirst(), "a bug");
        queue.enqueue(task("leased"), AT_ONCE);
        assertEquals(1, takeAll(1).size());
        queue.enqueue(task("waiting"), AT_ONCE);
        store.passTime(Duration.ofSeconds(10));

        Backlog stands = queue.backlog();

        assertEquals(
                List.of(1L, 1L, 1L, 1L), List.of(stands.waiting(), stands.delayed(), stands.leased(), stands.dead()));
        assertTrue(stands.oldest().orElse(Duration.ofSeconds(10)).toSeconds() >= 10, stands.toString());
    }

    @Test
    final void what_is_too_much_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Later(task("x"), WorkQueue.DELAY_MAX.plusSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new Later(task("x"), Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> queue.take(0, LEASE));
        assertThrows(IllegalArgumentException.class, () -> queue.take(WorkQueue.BATCH_MAX + 1, LEASE));
        assertThrows(IllegalArgumentException.class, () -> queue.take(1, Duration.ofHours(1)));
        assertThrows(IllegalArgumentException.class, () -> queue.enqueue(List.of()));
    }

    private Task task(String id) {
        return Task.of(TaskKind.DISPATCH_NOTIFICATION, store.org(0), id);
    }

    private static Later later(Task task) {
        return new Later(task, AT_ONCE);
    }

    /** A queue service gives less than it has when it is asked once: asked until there are so many, or a bounded number of times. */
    private List<Leased> takeAll(int expected) {
        List<Leased> out = new ArrayList<>();
        for (int i = 0; i < 50 && out.size() < expected; i++) {
            out.addAll(queue.take(WorkQueue.BATCH_MAX, LEASE));
        }
        return out;
    }

    private static Set<Task> tasks(List<Leased> given) {
        return Set.copyOf(given.stream().map(Leased::task).toList());
    }

    private List<String> deadTexts() {
        return queue.dead(10).stream().map(DeadLetter::text).toList();
    }
}
