package com.expacti.adapters.aws.work;

import com.expacti.application.work.WorkQueue;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The two queues: one for tasks, and the one that SQS itself moves a message to that was received {@value WorkQueue#ATTEMPTS_MAX} times.
 *
 * @param main the address of the queue of tasks
 * @param dead the address of its dead letters
 */
public record WorkQueues(String main, String dead) {
    private static final Duration KEPT = Duration.ofDays(14);
    private static final Duration LEASE_STANDARD = Duration.ofSeconds(60);

    /** Makes them, or finds them as they are: {@code name} and {@code name-dead}. */
    public static WorkQueues make(SqsClient client, String name) {
        String dead = client.createQueue(
                        request -> request.queueName(name + "-dead").attributes(kept()))
                .queueUrl();
        String deadArn = client.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        String main = client.createQueue(request -> request.queueName(name)
                        .attributes(Map.of(
                                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                Long.toString(KEPT.toSeconds()),
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                Long.toString(LEASE_STANDARD.toSeconds()),
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                                        .formatted(deadArn, WorkQueue.ATTEMPTS_MAX))))
                .queueUrl();
        return new WorkQueues(main, dead);
    }

    private static Map<QueueAttributeName, String> kept() {
        return Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(KEPT.toSeconds()));
    }
}
