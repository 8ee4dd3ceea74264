package com.expacti.adapters.aws.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.fault.FaultPoint;
import com.expacti.application.queue.TimedQueue;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.TaskText;
import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.DeadLetter;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.FakePorts;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import com.expacti.workers.expire.ExpireCommand;
import com.expacti.workers.queue.HandleBatch;
import com.expacti.workers.queue.Postpone;
import com.expacti.workers.queue.RunTask;
import com.expacti.workers.queue.WorkOff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The end of a wait where each deadline is a message: by the class that the index calls elsewhere. */
final class CloudFormTest {
    private static final SqsClient CLIENT = LocalSqs.client(LocalSqs.http());

    private final WorkQueues queues = WorkQueues.make(CLIENT, LocalSqs.freshName());
    private final SqsWorkQueue queue = new SqsWorkQueue(CLIENT, queues, LocalSqs.CLOCK, Duration.ZERO);
    private final TestGate plain = TestGate.create();
    private final UseCases timed = over(plain.ports());
    private final TestGate gate = plain.restarted(timed);
    private final RunTask tasks =
            new RunTask(List.of(new ExpireCommand(timed.sweep(), new Postpone(queue, plain.clock()))));

    private UseCases over(FakePorts ports) {
        return UseCases.over(
                ports, ports.ledger(), new TimedQueue(ports.queue(), queue, ports.clock()), FaultPoint.NONE);
    }

    private void pass(int seconds) {
        gate.clock().advance(Duration.ofSeconds(seconds));
        LocalSqs.CLOCK.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void a_command_escalates_and_times_out_by_its_messages() {
        var _ = gate.settings(s -> s.withTimeout(Duration.ofSeconds(60), TimeoutAction.ESCALATE)
                .withBackups(List.of(gate.owner().user())));
        CommandId id = gate.submitted("make");

        pass(61);
        workOff();
        assertEquals("pending", gate.stored(id).status());
        assertTrue(gate.stored(id).escalation().isPresent());
        pass(61);
        workOff();

        assertEquals("timed_out", gate.stored(id).status());
    }

    /** Nobody here does reminders: they are dead letters, and in nobody's way. */
    private void workOff() {
        for (int i = 0; i < 5; i++) {
            int _ = new WorkOff(queue, tasks).run();
        }
    }

    /** As the service does it for a function: receives, hands over, and deletes what is not among the failed. */
    @Test
    void a_batch_handed_to_a_function_gives_back_what_failed_only() {
        CommandId id = gate.submitted("make");
        queue.enqueue(Task.of(TaskKind.PURGE_EXPIRED, gate.org().org()), Duration.ZERO);
        CLIENT.sendMessage(request -> request.queueUrl(queues.main()).messageBody("no task"));
        pass(61);
        HandleBatch function = new HandleBatch(tasks, queue);

        for (int i = 0; i < 10 && !gate.stored(id).status().equals("timed_out"); i++) {
            deliver(function);
        }

        assertEquals("timed_out", gate.stored(id).status());
        assertEquals(
                List.of(
                        "no task",
                        TaskText.write(
                                Task.of(TaskKind.PURGE_EXPIRED, gate.org().org()))),
                queue.dead(10).stream()
                        .map(DeadLetter::text)
                        .filter(text -> !text.contains(TaskKind.REMIND_REVIEWERS.literal()))
                        .sorted()
                        .toList());
        pass(120);
        assertEquals(List.of(), queue.take(WorkQueue.BATCH_MAX, Duration.ofSeconds(1)));
    }

    private void deliver(HandleBatch function) {
        var messages = CLIENT.receiveMessage(request -> request.queueUrl(queues.main())
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
        List<String> failed = function.handle(messages.stream()
                .map(each -> new HandleBatch.Message(
                        each.messageId(),
                        each.body(),
                        Integer.parseInt(each.attributes()
                                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"))))
                .toList());
        messages.stream()
                .filter(each -> !failed.contains(each.messageId()))
                .forEach(each -> CLIENT.deleteMessage(
                        request -> request.queueUrl(queues.main()).receiptHandle(each.receiptHandle())));
    }
}
