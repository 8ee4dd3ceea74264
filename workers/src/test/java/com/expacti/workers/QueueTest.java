package com.expacti.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.TaskText;
import com.expacti.application.work.WorkQueue.DeadLetter;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.InMemoryWorkQueue;
import com.expacti.workers.queue.HandleBatch;
import com.expacti.workers.queue.HandleBatch.Message;
import com.expacti.workers.queue.RunTask;
import com.expacti.workers.queue.TaskHandler;
import com.expacti.workers.queue.WatchBacklog;
import com.expacti.workers.queue.WorkOff;
import com.expacti.workers.recover.SweepUnsettled;
import com.expacti.workers.schedule.Job;
import com.expacti.workers.schedule.OncePerPeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The same handler behind a queue that is worked off and behind a batch that is handed over. */
final class QueueTest {
    private static final OrgId ORG = new OrgId("org_1");

    private static final Duration BEAT = Duration.ofMillis(20);

    private final FakeClock clock = new FakeClock();
    private final InMemoryWorkQueue queue = new InMemoryWorkQueue(clock);
    private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();

    private record Handler(Function<Task, Result> how) implements TaskHandler {
        @Override
        public TaskKind kind() {
            return TaskKind.DISPATCH_NOTIFICATION;
        }

        @Override
        public Result handle(Task task, int attempt) {
            return how.apply(task);
        }
    }

    /** Does what each task is named for. */
    private TaskHandler.Result asNamed(Task task) {
        String name = task.ids().getFirst();
        handled.add(name);
        if (name.startsWith("throws")) {
            throw new IllegalStateException("the database is away");
        }
        if (name.startsWith("again")) {
            return new TaskHandler.Result.Again(Duration.ofSeconds(10));
        }
        return name.startsWith("hopeless")
                ? new TaskHandler.Result.Hopeless("nobody can")
                : new TaskHandler.Result.Done();
    }

    private RunTask tasks() {
        return Shift.only(new Handler(this::asNamed));
    }

    private static Task task(String name) {
        return Task.of(TaskKind.DISPATCH_NOTIFICATION, ORG, name);
    }

    private void enqueue(String... names) {
        List.of(names).forEach(name -> queue.enqueue(task(name), Duration.ZERO));
    }

    @Test
    void a_poison_task_ends_as_a_dead_letter_and_the_others_are_done() {
        enqueue("throws", "good-1", "good-2");
        int done = 0;

        for (int i = 0; i < 10; i++) {
            done += new WorkOff(queue, tasks()).run();
            clock.advance(Duration.ofMinutes(6));
        }

        assertEquals(2, done);
        assertEquals(5, handled.stream().filter("throws"::equals).count());
        assertEquals(
                List.of(TaskText.write(task("throws"))),
                queue.dead(10).stream().map(DeadLetter::text).toList());
    }

    @Test
    void what_is_hopeless_is_a_dead_letter_at_once_and_what_is_put_off_comes_again() {
        enqueue("hopeless", "again");

        int _ = new WorkOff(queue, tasks()).run();

        assertEquals(
                List.of("nobody can"),
                queue.dead(10).stream().map(DeadLetter::reason).toList());
        assertEquals(1, queue.backlog().delayed());
        clock.advance(Duration.ofSeconds(10));
        assertEquals(1, queue.backlog().waiting());
    }

    @Test
    void a_kind_nobody_does_is_a_dead_letter() {
        queue.enqueue(Task.of(TaskKind.PURGE_EXPIRED, ORG), Duration.ZERO);

        int _ = new WorkOff(queue, tasks()).run();

        assertEquals(
                List.of("nobody here does purge-expired"),
                queue.dead(10).stream().map(DeadLetter::reason).toList());
    }

    @Test
    void more_than_one_batch_is_worked_off_in_one_run() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 55; i++) {
            enqueue("good-" + i);
            names.add("good-" + i);
        }

        assertEquals(55, new WorkOff(queue, tasks()).run());
        assertEquals(names, new HashSet<>(handled));
    }

    @Test
    void a_task_that_takes_longer_than_its_lease_has_it_lengthened() throws InterruptedException {
        CountDownLatch lengthened = new CountDownLatch(2);
        CountDownLatch finished = new CountDownLatch(1);
        enqueue("slow");

        int _ = new WorkOff(new LengthCounted(queue, lengthened, finished), waiting(lengthened), BEAT).run();
        finished.await();

        assertEquals(0, lengthened.getCount());
        assertEquals(0, queue.backlog().leased());
    }

    @Test
    void a_task_that_hangs_keeps_no_other_waiting() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(4);
        WorkOff work = new WorkOff(
                new LengthCounted(queue, new CountDownLatch(0), finished), waiting(end), Duration.ofMillis(100));
        enqueue("slow", "good-1", "good-2");

        int _ = work.run();
        enqueue("good-3");
        for (int i = 0; i < 1_000 && finished.getCount() > 1; i++) {
            int _ = work.run();
        }

        assertEquals(1, finished.getCount(), "all but the one that hangs");
        end.countDown();
        finished.await();
        assertEquals(0, queue.backlog().leased());
    }

    /** Does what each task is named for; what is slow waits for the latch. */
    private RunTask waiting(CountDownLatch latch) {
        return Shift.only(new Handler(task -> {
            if (task.ids().getFirst().startsWith("slow")) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return asNamed(task);
        }));
    }

    @Test
    void a_task_that_breaks_its_thread_comes_again() {
        enqueue("good");
        RunTask broken = Shift.only(new Handler(_ -> {
            throw new StackOverflowError("on purpose");
        }));

        int done = new WorkOff(queue, broken).run();

        assertEquals(0, done);
        assertEquals(1, queue.backlog().delayed());
    }

    /** What a function answers for a batch. */
    @Test
    void of_a_batch_only_what_failed_comes_again() {
        List<DeadLetter> letters = new ArrayList<>();
        HandleBatch batch = new HandleBatch(tasks(), (text, reason) -> letters.add(new DeadLetter(text, reason, 1)));

        List<String> failed = batch.handle(List.of(
                message("m1", "good"),
                message("m2", "throws"),
                message("m3", "again"),
                message("m4", "hopeless"),
                new Message("m5", "v1 make-coffee org_1 -", 1),
                new Message("m6", "\u0000{}", 1)));

        assertEquals(List.of("m2", "m3"), failed);
        assertEquals(
                List.of("nobody can", "a kind this version does not know", "not a task of version 1"),
                letters.stream().map(DeadLetter::reason).toList());
    }

    @Test
    void what_cannot_be_buried_comes_again_rather_than_being_lost() {
        HandleBatch batch = new HandleBatch(tasks(), (_, _) -> {
            throw new IllegalStateException("the queue is away");
        });

        assertEquals(List.of("m1"), batch.handle(List.of(message("m1", "hopeless"))));
    }

    private static Message message(String id, String name) {
        return new Message(id, TaskText.write(task(name)), 1);
    }

    @Test
    void two_handlers_of_one_kind_are_a_mistake() {
        TaskHandler one = new Handler(this::asNamed);

        assertThrows(IllegalArgumentException.class, () -> new RunTask(List.of(one, one)));
    }

    @Test
    void pauses_grow_and_have_an_end() {
        assertEquals(
                List.of(5L, 20L, 80L, 320L, 320L),
                java.util.stream.IntStream.rangeClosed(1, 5)
                        .mapToObj(attempt -> RunTask.pause(attempt).toSeconds())
                        .toList());
    }

    @Test
    void the_backlog_is_what_it_was_when_somebody_looked() {
        WatchBacklog watch = new WatchBacklog(queue);
        assertEquals(0, watch.last().waiting());
        enqueue("good");

        int _ = watch.run();

        assertEquals(1, watch.last().waiting());
    }

    @Test
    void a_job_whose_turn_another_node_had_does_nothing() {
        Counting job = new Counting();
        Set<String> taken = new HashSet<>();

        int first = new OncePerPeriod(job, (name, _) -> taken.add(name)).run();
        int second = new OncePerPeriod(job, (name, _) -> taken.add(name)).run();

        assertEquals(List.of(1, 0), List.of(first, second));
        assertEquals(1, job.runs);
    }

    @Test
    void one_sweep_that_fails_keeps_no_other_from_running() {
        Counting counting = new Counting();
        Job failing = new Job() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Duration pause() {
                return Duration.ofSeconds(1);
            }

            @Override
            public int run() {
                throw new IllegalStateException("the database is away");
            }
        };

        assertEquals(1, new SweepUnsettled(List.of(failing, counting)).run());
        assertTrue(counting.runs == 1);
    }

    private static final class Counting implements Job {
        private int runs;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Duration pause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int run() {
            runs++;
            return 1;
        }
    }
}
