package com.expacti.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.GateException;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.Later;
import com.expacti.application.work.WorkQueue.Leased;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.InMemoryWorkQueue;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.contract.Race;
import com.expacti.workers.expire.ExpireCommand;
import com.expacti.workers.expire.ExpireCommands;
import com.expacti.workers.queue.Postpone;
import com.expacti.workers.queue.WorkOff;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The end of a wait by its task, and by the index behind it. */
final class ExpireTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Shift shift = Shift.begin();

    @Test
    void a_command_nobody_decides_times_out_by_its_task() {
        CommandId id = shift.gate.submitted("make");

        shift.pass(59);
        int _ = shift.work();
        assertEquals("pending", shift.status(id));
        shift.pass(1);
        int _ = shift.work();

        assertEquals("timed_out", shift.status(id));
        assertEquals(
                FakeClock.START.plusSeconds(60),
                shift.stored(id).decision().orElseThrow().decidedAt());
        assertEquals(0, shift.queue.backlog().waiting());
        assertEquals(0, shift.queue.backlog().delayed());
    }

    @Test
    void what_was_decided_meanwhile_is_left_as_it_is() {
        CommandId id = shift.gate.submitted("make");
        assertEquals("approved", shift.gate.approve(id).status());

        shift.pass(60);
        int _ = shift.work();

        assertEquals("approved", shift.status(id));
        assertEquals(0, shift.queue.backlog().dead());
    }

    @Test
    void a_deadline_that_was_extended_has_a_task_of_its_own() {
        CommandId id = shift.gate.submitted("make");
        var _ = shift.useCases().extend().extend(shift.gate.reviewer(), id, 30);

        shift.pass(60);
        int _ = shift.work();
        assertEquals("pending", shift.status(id));
        shift.pass(30);
        int _ = shift.work();

        assertEquals("timed_out", shift.status(id));
    }

    /** Whoever extended it died before the task was stored. */
    @Test
    void a_deadline_that_was_extended_without_a_task_gets_one_from_the_old() {
        CommandId id = shift.gate.submitted("make");
        var _ = shift.gate
                .ports()
                .queue()
                .extend(shift.gate.org().org(), id, Duration.ofSeconds(30), OrgSettings.TIMEOUT_MAX);

        shift.pass(60);
        int _ = shift.work();
        assertEquals("pending", shift.status(id));
        shift.pass(30);
        int _ = shift.work();

        assertEquals("timed_out", shift.status(id));
    }

    @Test
    void an_escalated_wait_ends_by_a_second_task_and_is_denied() {
        shift.onTimeout(TimeoutAction.ESCALATE, shift.gate.owner().user());
        CommandId id = shift.gate.submitted("make");

        shift.pass(60);
        int _ = shift.work();
        assertEquals("pending", shift.status(id));
        assertTrue(shift.stored(id).escalation().isPresent());
        shift.pass(60);
        int _ = shift.work();

        assertEquals("timed_out", shift.status(id));
    }

    @Test
    void silence_approves_below_the_risk_the_owner_stated_and_denies_above_it() {
        var _ = shift.gate.settings(s -> new OrgSettings(
                s.name(),
                Duration.ofSeconds(60),
                TimeoutAction.APPROVE,
                OptionalInt.of(40),
                OptionalInt.empty(),
                false,
                s.anomalies(),
                false));
        CommandId calm = shift.gate.submitted("ls");
        CommandId risky = shift.gate.submitted("rm -rf /var/lib/postgresql");

        shift.pass(60);
        int _ = shift.work();

        assertEquals("approved", shift.status(calm));
        assertEquals(Via.TIMEOUT, shift.stored(calm).decision().orElseThrow().via());
        assertEquals("timed_out", shift.status(risky));
    }

    @Test
    void invariant_3_a_task_that_is_given_to_many_at_once_decides_once() {
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        Task task = Task.of(TaskKind.EXPIRE_COMMAND, shift.gate.org().org(), id.value());

        var _ = Race.run(_ -> () -> shift.tasks.run(task, 1));

        assertEquals("timed_out", shift.status(id));
        assertEquals(
                1,
                shift.gate.chain().stream()
                        .filter(entry -> id.value().equals(entry.fields().get("command_id")))
                        .count());
    }

    /** Taken by a worker that was killed before it did anything. */
    @Test
    void invariant_10_the_task_of_a_worker_that_died_is_done_once_by_the_next() {
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        assertTrue(shift.queue.take(10, LEASE).size() >= 1);

        int _ = shift.work();
        assertEquals("pending", shift.status(id));
        shift.pass(61);
        int _ = shift.work();
        int _ = shift.work();

        assertEquals("timed_out", shift.status(id));
        assertEquals(
                1,
                shift.gate.chain().stream()
                        .filter(entry -> id.value().equals(entry.fields().get("command_id")))
                        .count());
    }

    /** Killed after it settled and before the queue was told. */
    @Test
    void invariant_10_a_task_that_was_done_and_comes_again_changes_nothing() {
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        List<Leased> taken = shift.queue.take(10, LEASE);
        taken.forEach(each -> {
            var _ = shift.tasks.run(each.task(), each.attempt());
        });
        var before = shift.gate.chain();

        shift.pass(61);
        int _ = shift.work();

        assertEquals("timed_out", shift.status(id));
        assertEquals(before, shift.gate.chain());
        assertEquals(0, shift.queue.backlog().waiting());
    }

    @Test
    void a_clock_ahead_of_the_queues_brings_the_task_again_and_ends_nothing_early() {
        CommandId id = shift.gate.submitted("make");
        Task task = Task.of(TaskKind.EXPIRE_COMMAND, shift.gate.org().org(), id.value())
                .at(FakeClock.START.plusSeconds(60));

        var result = shift.tasks.run(task, 1);

        assertEquals(new com.expacti.workers.queue.TaskHandler.Result.Again(Duration.ofSeconds(60)), result);
        assertEquals("pending", shift.status(id));
    }

    /** Invariant 1: the queue of tasks being away holds no command back and lets none wait for ever. */
    @Test
    void invariant_1_without_the_queue_of_tasks_the_index_ends_the_wait() {
        TestGate gate = TestGate.create();
        var timed = Shift.over(gate, away());
        TestGate without = gate.restarted(timed);
        CommandId id = without.submitted("make");
        assertEquals("pending", without.stored(id).status());
        gate.clock().advance(Duration.ofSeconds(60));

        int ended = new ExpireCommands(
                        timed.sweep(),
                        new ExpireCommand(
                                timed.sweep(), new Postpone(new InMemoryWorkQueue(gate.clock()), gate.clock())))
                .run();

        assertEquals(1, ended);
        assertEquals("timed_out", without.stored(id).status());
    }

    private static WorkQueue away() {
        return (WorkQueue) Proxy.newProxyInstance(
                WorkQueue.class.getClassLoader(), new Class<?>[] {WorkQueue.class}, (_, _, _) -> {
                    throw GateException.unavailable(new IllegalStateException("no queue"));
                });
    }

    /** The queue forgets to say so, as a queue service may. */
    @Test
    void a_task_the_index_was_ahead_of_is_done_with_nothing_to_do() {
        CommandId id = shift.gate.submitted("make");
        shift.pass(60);
        int ended = new ExpireCommands(
                        shift.useCases().sweep(),
                        new ExpireCommand(shift.useCases().sweep(), new Postpone(shift.queue, shift.gate.clock())))
                .run();

        int done = new WorkOff(shift.queue, shift.tasks).run();

        assertEquals(1, ended);
        assertEquals(2, done, "its reminder and its end");
        assertEquals("timed_out", shift.status(id));
        assertEquals(Optional.empty(), shift.queue.backlog().oldest());
        assertEquals(
                List.of(),
                shift.queue.enqueue(List.of(new Later(
                        Task.of(TaskKind.EXPIRE_COMMAND, shift.gate.org().org(), id.value()), Duration.ZERO))));
        assertEquals(1, shift.work());
    }
}
