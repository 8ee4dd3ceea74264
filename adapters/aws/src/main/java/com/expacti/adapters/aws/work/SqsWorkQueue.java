package com.expacti.adapters.aws.work;

import com.expacti.application.failure.GateException;
import com.expacti.application.work.DeadLetters;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskText;
import com.expacti.application.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The work queue on SQS. A message can be delayed by 900 s: what waits longer says until when, and whoever receives it before sends it on.
 * It cannot tell that a task was enqueued twice.
 */
public final class SqsWorkQueue implements WorkQueue, DeadLetters {
    private static final Duration SQS_DELAY_MAX = Duration.ofSeconds(900);
    private static final int RECEIVED_MAX = 10;

    /** What is sent on, or is no task, is received as well. */
    private static final int RECEIVES_MAX = 20;

    private static final String NOT_BEFORE = "not_before";
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final SqsClient client;
    private final WorkQueues queues;
    private final InstantSource clock;
    private final Duration poll;
    private final Batches batches;
    private final Letters letters;

    /**
     * @param poll how long {@link #take} waits for a first message: 0 to 20 s, and less than the client's patience with one answer
     * @param clock may be off by seconds: then long delays are
     */
    public SqsWorkQueue(SqsClient client, WorkQueues queues, InstantSource clock, Duration poll) {
        this.client = client;
        this.queues = queues;
        this.clock = clock;
        this.poll = poll;
        this.batches = new Batches(client);
        this.letters = new Letters(client, queues);
    }

    @Override
    public List<Task> enqueue(List<Later> tasks) {
        WorkQueue.checkBatch(tasks.size());
        Instant now = clock.instant();
        List<Integer> failed = batches.send(
                queues.main(),
                tasks.stream()
                        .map(later -> entry(TaskText.write(later.task()), now, now.plus(later.delay())))
                        .toList());
        return failed.stream().map(i -> tasks.get(i).task()).toList();
    }

    private static SendMessageBatchRequestEntry.Builder entry(String text, Instant now, Instant due) {
        Duration delay = Duration.between(now, due);
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .messageBody(text)
                .delaySeconds(seconds(delay.compareTo(SQS_DELAY_MAX) > 0 ? SQS_DELAY_MAX : delay));
        return delay.compareTo(SQS_DELAY_MAX) > 0
                ? entry.messageAttributes(Map.of(
                        NOT_BEFORE,
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue(Long.toString(due.toEpochMilli()))
                                .build()))
                : entry;
    }

    /** Never earlier than asked for. */
    private static int seconds(Duration time) {
        return Math.toIntExact(time.plusMillis(999).toSeconds());
    }

    @Override
    public List<Leased> take(int max, Duration lease) {
        WorkQueue.checkBatch(max);
        WorkQueue.checkLease(lease);
        return asked(() -> {
            List<Leased> out = new ArrayList<>();
            Duration wait = poll;
            for (int i = 0; i < RECEIVES_MAX && out.size() < max; i++) {
                List<Message> page = receive(Math.min(RECEIVED_MAX, max - out.size()), lease, wait);
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(message -> opened(message, lease).ifPresent(out::add));
                wait = Duration.ZERO;
            }
            return out;
        });
    }

    private List<Message> receive(int max, Duration lease, Duration wait) {
        return client.receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(queues.main())
                        .maxNumberOfMessages(max)
                        .visibilityTimeout(seconds(lease))
                        .waitTimeSeconds(seconds(wait))
                        .messageAttributeNames(NOT_BEFORE)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                        .build())
                .messages();
    }

    /** What a message holds, unless it came too early or holds nothing of ours. */
    private Optional<Leased> opened(Message message, Duration lease) {
        Instant now = clock.instant();
        int attempt = attempt(message);
        Optional<Instant> due = notBefore(message).filter(now::isBefore);
        if (due.isPresent()) {
            sendOn(message, now, due.get());
            return Optional.empty();
        }
        return switch (TaskText.read(message.body())) {
            case TaskText.Read.Known(Task task) ->
                Optional.of(new Leased(task, new Receipt(now.plus(lease), message.receiptHandle()).write(), attempt));
            case TaskText.Read.Unreadable(String reason) -> {
                letters.put(message.body(), reason, attempt);
                delete(message.receiptHandle());
                yield Optional.empty();
            }
        };
    }

    /** A crash in between makes two of it, and never none. */
    private void sendOn(Message message, Instant now, Instant due) {
        if (batches.send(queues.main(), List.of(entry(message.body(), now, due)))
                .isEmpty()) {
            delete(message.receiptHandle());
        }
    }

    private static int attempt(Message message) {
        return Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
    }

    /** Nobody can make a task wait longer than a delay may be. */
    private Optional<Instant> notBefore(Message message) {
        Instant last = clock.instant().plus(DELAY_MAX);
        return Optional.ofNullable(message.messageAttributes().get(NOT_BEFORE))
                .map(MessageAttributeValue::stringValue)
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                .filter(due -> !due.isAfter(last));
    }

    @Override
    public List<Leased> done(List<Leased> tasks) {
        List<String> handles = tasks.stream()
                .map(task -> Receipt.read(task.receipt()).handle())
                .toList();
        try {
            return batches.delete(queues.main(), handles).stream()
                    .map(tasks::get)
                    .toList();
        } catch (GateException e) {
            return List.copyOf(tasks);
        }
    }

    @Override
    public void retry(Leased task, Duration delay) {
        if (Receipt.read(task.receipt()).goodAt(clock.instant())) {
            boolean _ = visibleIn(task, delay);
        }
    }

    @Override
    public Optional<Leased> extend(Leased task, Duration lease) {
        WorkQueue.checkLease(lease);
        Receipt receipt = Receipt.read(task.receipt());
        Instant now = clock.instant();
        return receipt.goodAt(now) && visibleIn(task, lease)
                ? Optional.of(
                        new Leased(task.task(), new Receipt(now.plus(lease), receipt.handle()).write(), task.attempt()))
                : Optional.empty();
    }

    /** Whether the message was still in this taker's hands. */
    private boolean visibleIn(Leased task, Duration time) {
        return asked(() -> {
            try {
                client.changeMessageVisibility(request -> request.queueUrl(queues.main())
                        .receiptHandle(Receipt.read(task.receipt()).handle())
                        .visibilityTimeout(seconds(time)));
                return true;
            } catch (SqsException e) {
                // MessageNotInflight, ReceiptHandleIsInvalid, InvalidParameterValue: it is another's, or gone.
                if (e.statusCode() >= CLIENT_ERROR && e.statusCode() < SERVER_ERROR && !e.isThrottlingException()) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void bury(Leased task, String reason) {
        boolean _ = asked(() -> {
            letters.put(TaskText.write(task.task()), reason, task.attempt());
            delete(Receipt.read(task.receipt()).handle());
            return true;
        });
    }

    @Override
    public void bury(String text, String reason) {
        boolean _ = asked(() -> {
            letters.put(text, reason, 1);
            return true;
        });
    }

    private void delete(String handle) {
        List<Integer> _ = batches.delete(queues.main(), List.of(handle));
    }

    @Override
    public List<DeadLetter> dead(int max) {
        return asked(() -> letters.read(max));
    }

    @Override
    public int redrive(int max) {
        return asked(() -> letters.moveBack(max));
    }

    /** The age of the oldest SQS tells to its metrics only ({@code ApproximateAgeOfOldestMessage}). */
    @Override
    public Backlog backlog() {
        return asked(() -> new Backlog(
                count(queues.main(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(queues.main(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
                count(queues.main(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                dead(),
                Optional.empty()));
    }

    /** Those somebody looks at just now are there as well. */
    private long dead() {
        return count(queues.dead(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(queues.dead(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private long count(String queue, QueueAttributeName what) {
        return Long.parseLong(
                client.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(what))
                        .attributes()
                        .getOrDefault(what, "0"));
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw GateException.unavailable(e);
        }
    }
}
