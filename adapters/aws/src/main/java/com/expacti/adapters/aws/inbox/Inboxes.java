package com.expacti.adapters.aws.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queues of all nodes of one deployment: {@code <prefix>-node-<node>}, each tagged with when its node was last seen. Whoever
 * looks removes those of nodes that are long gone.
 */
final class Inboxes {
    private static final System.Logger LOG = System.getLogger(Inboxes.class.getName());
    private static final String SEEN = "expacti-seen";
    /** The least SQS allows. A hint that old is worth nothing: its reader has looked for itself since. */
    private static final String RETENTION_SECONDS = "60";

    private final SqsClient sqs;
    private final String prefix;
    private final InstantSource clock;
    private final Duration lease;

    /** @param lease how long a node may go unseen, several minutes, since nodes' clocks may differ */
    Inboxes(SqsClient sqs, String prefix, InstantSource clock, Duration lease) {
        if (!prefix.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new IllegalArgumentException("a prefix of queues is 1 to 40 letters, digits, - and _");
        }
        this.sqs = sqs;
        this.prefix = prefix + "-node-";
        this.clock = clock;
        this.lease = lease;
    }

    /** Makes a queue; its address. One with that name must not have been removed within the last minute. */
    String make(String name) {
        return sqs.createQueue(queue -> queue.queueName(prefix + name)
                        .attributes(Map.of(
                                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                RETENTION_SECONDS,
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "5"))
                        .tags(Map.of(SEEN, now())))
                .queueUrl();
    }

    private String now() {
        return Long.toString(clock.instant().getEpochSecond());
    }

    void renew(String address) {
        var _ = sqs.tagQueue(queue -> queue.queueUrl(address).tags(Map.of(SEEN, now())));
    }

    void remove(String address) {
        try {
            var _ = sqs.deleteQueue(queue -> queue.queueUrl(address));
        } catch (QueueDoesNotExistException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a node's queue was gone already");
        }
    }

    List<String> all() {
        List<String> out = new ArrayList<>();
        sqs.listQueuesPaginator(page -> page.queueNamePrefix(prefix).maxResults(1_000))
                .forEach(page -> out.addAll(page.queueUrls()));
        return out;
    }

    /** Removes the queues of nodes that went without a word; how many. */
    int sweep(String own) {
        Instant before = clock.instant().minus(lease);
        int removed = 0;
        for (String address : all()) {
            if (!address.equals(own) && isUnseenSince(address, before)) {
                remove(address);
                removed++;
            }
        }
        return removed;
    }

    private boolean isUnseenSince(String address, Instant before) {
        try {
            String seen =
                    sqs.listQueueTags(queue -> queue.queueUrl(address)).tags().getOrDefault(SEEN, "");
            // Without our tag it is none of ours.
            return seen.matches("[0-9]{1,12}")
                    && Instant.ofEpochSecond(Long.parseLong(seen)).isBefore(before);
        } catch (QueueDoesNotExistException gone) {
            return false;
        }
    }
}
