package com.expacti.adapters.aws.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.aws.pending.Faults;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.Later;
import com.expacti.application.work.WorkQueue.Leased;
import com.expacti.domain.identity.OrgId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Entries of a batch that fail by themselves, messages that come twice, calls that are turned away or whose answer is lost. */
final class FaultsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Faults faults = new Faults(LocalSqs.http());
    private final SqsClient plain = LocalSqs.client(faults);
    private final Entries client = new Entries(plain);
    private final WorkQueues queues = WorkQueues.make(plain, LocalSqs.freshName());
    private final SqsWorkQueue queue = new SqsWorkQueue(client, queues, LocalSqs.CLOCK, Duration.ZERO);

    private static Task task(int number) {
        return Task.of(TaskKind.DISPATCH_NOTIFICATION, new OrgId("org_1"), "n" + number);
    }

    private static List<Later> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Later(task(i), Duration.ZERO))
                .toList();
    }

    private List<Leased> takeAll(int expected) {
        List<Leased> out = new ArrayList<>();
        for (int i = 0; i < 50 && out.size() < expected; i++) {
            out.addAll(queue.take(WorkQueue.BATCH_MAX, LEASE));
        }
        return out;
    }

    @Test
    void an_entry_that_failed_by_the_services_fault_is_sent_again() {
        client.failSends(Set.of(3, 14), Entries.Fault.SERVICE, 1);

        assertEquals(List.of(), queue.enqueue(tasks(25)));

        assertEquals(25, new HashSet<>(takeAll(25).stream().map(Leased::task).toList()).size());
    }

    @Test
    void an_entry_that_goes_on_failing_is_named_and_the_others_are_stored() {
        client.failSends(Set.of(3), Entries.Fault.SERVICE, 100);

        assertEquals(List.of(task(3)), queue.enqueue(tasks(12)));

        assertEquals(11, takeAll(11).size());
        assertEquals(List.of(), queue.take(10, LEASE));
    }

    @Test
    void an_entry_the_sender_got_wrong_is_not_sent_again() {
        client.failSends(Set.of(0), Entries.Fault.SENDER, 100);

        assertEquals(List.of(task(0)), queue.enqueue(tasks(2)));

        assertEquals(1, client.sends());
    }

    @Test
    void one_task_that_was_refused_is_unavailable_to_whoever_enqueued_it_alone() {
        client.failSends(Set.of(0), Entries.Fault.SERVICE, 100);

        assertEquals(
                ErrorCode.UNAVAILABLE,
                assertThrows(GateException.class, () -> queue.enqueue(task(0), Duration.ZERO))
                        .code());
    }

    @Test
    void a_task_whose_deletion_failed_is_named_comes_again_and_the_others_are_gone() {
        assertEquals(List.of(), queue.enqueue(tasks(3)));
        List<Leased> taken = takeAll(3);
        client.failDeletes(Set.of(1), Entries.Fault.SERVICE, 100);

        assertEquals(List.of(taken.get(1)), queue.done(taken));

        LocalSqs.CLOCK.advance(LEASE.plusSeconds(1));
        assertEquals(
                List.of(taken.get(1).task()),
                queue.take(10, LEASE).stream().map(Leased::task).toList());
    }

    /** What a standard queue may do at any time. */
    @Test
    void a_message_that_is_there_twice_is_given_twice_and_done_twice() {
        assertEquals(List.of(), queue.enqueue(tasks(1)));
        assertEquals(List.of(), queue.enqueue(tasks(1)));

        List<Leased> taken = takeAll(2);

        assertEquals(
                Set.of(task(0)), Set.copyOf(taken.stream().map(Leased::task).toList()));
        assertEquals(List.of(), queue.done(taken));
        LocalSqs.CLOCK.advance(LEASE.plusSeconds(1));
        assertEquals(List.of(), queue.take(10, LEASE));
    }

    @Test
    void a_task_whose_answer_was_lost_is_there_at_least_once() {
        faults.loseAnswer();

        assertEquals(List.of(), queue.enqueue(tasks(1)));

        assertEquals(1, faults.met());
        assertTrue(takeAll(1).size() >= 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_is_turned_away_a_few_times_is_made_again(Faults.Kind kind) {
        faults.turnAway(kind, 2);

        assertEquals(List.of(), queue.enqueue(tasks(1)));

        assertEquals(2, faults.met());
        assertEquals(1, takeAll(1).size());
    }

    @ParameterizedTest
    @EnumSource
    void a_queue_that_goes_on_turning_calls_away_is_unavailable_and_loses_nothing(Faults.Kind kind) {
        assertEquals(List.of(), queue.enqueue(tasks(1)));
        Leased held = takeAll(1).getFirst();
        faults.turnAway(kind, 10_000);

        for (var call : List.<Executable>of(
                () -> queue.enqueue(tasks(2)),
                () -> queue.take(10, LEASE),
                () -> queue.retry(held, Duration.ZERO),
                () -> queue.extend(held, LEASE),
                () -> queue.bury(held, "a bug"),
                () -> queue.dead(10),
                () -> queue.redrive(10),
                queue::backlog)) {
            assertEquals(
                    ErrorCode.UNAVAILABLE,
                    assertThrows(GateException.class, call).code());
        }
        assertEquals(List.of(held), queue.done(List.of(held)), "it will come again");
        faults.turnAway(kind, 0);
        LocalSqs.CLOCK.advance(LEASE.plusSeconds(1));
        assertEquals(2, takeAll(1).getFirst().attempt());
    }

    /** A message nobody of ours wrote: it cannot keep a task from being given for longer than a delay may be. */
    @Test
    void a_message_that_says_to_wait_for_ever_is_given_at_once() {
        plain.sendMessage(request -> request.queueUrl(queues.main())
                .messageBody(com.expacti.application.work.TaskText.write(task(1)))
                .messageAttributes(java.util.Map.of(
                        "not_before",
                        software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("99999999999999")
                                .build())));

        assertEquals(task(1), takeAll(1).getFirst().task());
    }

    @Test
    void what_stands_in_a_strangers_message_reaches_people_as_printable_text() {
        plain.sendMessage(
                request -> request.queueUrl(queues.main()).messageBody("<script>\u0009é" + "x".repeat(2_000)));

        assertEquals(List.of(), queue.take(10, LEASE));

        String text = queue.dead(10).getFirst().text();
        assertEquals("<script>??", text.substring(0, 10));
        assertEquals(1_024, text.length());
    }
}
