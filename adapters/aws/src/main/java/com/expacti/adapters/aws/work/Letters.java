package com.expacti.adapters.aws.work;

import com.expacti.application.work.WorkQueue;
import com.expacti.application.work.WorkQueue.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The queue of dead letters. What SQS moved there has no reason with it: it was received as often as it may. */
final class Letters {
    private static final String REASON = "reason";
    private static final String ATTEMPTS = "attempts";
    private static final int TEXT_MAX = 1_024;
    private static final int AT_ONCE = 10;
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration MOVE = Duration.ofSeconds(60);

    private final SqsClient client;
    private final WorkQueues queues;

    Letters(SqsClient client, WorkQueues queues) {
        this.client = client;
        this.queues = queues;
    }

    void put(String text, String reason, int attempts) {
        var _ = client.sendMessage(request -> request.queueUrl(queues.dead())
                .messageBody(text)
                .messageAttributes(Map.of(REASON, text(reason), ATTEMPTS, text(Integer.toString(attempts)))));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** Looks at some and puts them back at once. */
    List<DeadLetter> read(int max) {
        List<Message> seen = new ArrayList<>();
        List<Message> page = receive(max, LOOK);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = seen.size() < max ? receive(max - seen.size(), LOOK) : List.of();
        }
        for (Message message : seen) {
            var _ = client.changeMessageVisibility(request -> request.queueUrl(queues.dead())
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0));
        }
        return seen.stream().map(Letters::letter).toList();
    }

    /** Back to the queue of tasks: sent there first, so that a crash in between makes two of it and never none. */
    int moveBack(int max) {
        int moved = 0;
        List<Message> page = receive(max, MOVE);
        while (!page.isEmpty()) {
            for (Message message : page) {
                var _ = client.sendMessage(
                        request -> request.queueUrl(queues.main()).messageBody(message.body()));
                var _ = client.deleteMessage(
                        request -> request.queueUrl(queues.dead()).receiptHandle(message.receiptHandle()));
                moved++;
            }
            page = moved < max ? receive(max - moved, MOVE) : List.of();
        }
        return moved;
    }

    private List<Message> receive(int max, Duration lease) {
        return client.receiveMessage(request -> request.queueUrl(queues.dead())
                        .maxNumberOfMessages(Math.min(AT_ONCE, max))
                        .visibilityTimeout((int) lease.toSeconds())
                        .messageAttributeNames(REASON, ATTEMPTS))
                .messages();
    }

    private static DeadLetter letter(Message message) {
        return new DeadLetter(
                printable(message.body()),
                printable(attribute(message, REASON, "given 5 times and finished by nobody")),
                attempts(attribute(message, ATTEMPTS, Integer.toString(WorkQueue.ATTEMPTS_MAX))));
    }

    private static String attribute(Message message, String name, String missing) {
        MessageAttributeValue value = message.messageAttributes().get(name);
        return value == null ? missing : value.stringValue();
    }

    private static int attempts(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : WorkQueue.ATTEMPTS_MAX;
    }

    /** Anybody who may send to the queue chose it. */
    private static String printable(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > TEXT_MAX ? plain.substring(0, TEXT_MAX) : plain;
    }
}
