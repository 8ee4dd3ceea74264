package com.expacti.adapters.aws.inbox;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.EventLines;
import com.expacti.application.announce.NodeBus;
import com.expacti.application.announce.Outgoing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Hints by SQS: each node has a queue of its own, made when it begins to listen and removed when it closes, and puts what
 * it tells into the queues of all the others. A node whose queue was swept while it stood still makes another.
 */
public final class SqsNodeBus implements NodeBus {
    private static final System.Logger LOG = System.getLogger(SqsNodeBus.class.getName());
    /** SQS bills a message by every 64 KiB begun. */
    private static final int PAYLOAD_BYTES_MAX = 60_000;

    private static final int MESSAGES_MAX = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SqsClient sqs;
    private final Inboxes inboxes;
    private final String node;
    private final Timing timing;
    private final InstantSource clock;
    private final Outgoing outgoing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sending;
    private volatile Optional<Thread> hearing = Optional.empty();
    private volatile Optional<Thread> keeping = Optional.empty();
    private volatile String own = "";
    private List<String> known = List.of();
    private long knownAtNanos;

    /**
     * @param patience how long one request waits for messages, at most 20 s
     * @param look how long the list of the others' queues is good: a new node hears nothing until then
     * @param lease how long a node may go unseen before its queue is removed
     */
    public record Timing(Duration patience, Duration look, Duration lease) {
        public static final Timing STANDARD =
                new Timing(Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofMinutes(5));
    }

    /**
     * @param prefix what the names of this deployment's queues begin with
     * @param node this one's name, new at every start
     */
    public SqsNodeBus(SqsClient sqs, String prefix, String node, InstantSource clock, Timing timing) {
        this.sqs = sqs;
        this.inboxes = new Inboxes(sqs, prefix, clock, timing.lease());
        this.node = node;
        this.timing = timing;
        this.clock = clock;
        this.outgoing = new Outgoing(node, PAYLOAD_BYTES_MAX);
        this.knownAtNanos = System.nanoTime() - timing.look().toNanos();
        this.sending = Thread.ofVirtual().name("inbox-send").start(this::send);
    }

    @Override
    public void tell(Event event) {
        outgoing.add(event);
    }

    @Override
    public void listen(Hearing to) {
        if (hearing.isPresent()) {
            throw new IllegalStateException("this node listens already");
        }
        hearing = Optional.of(Thread.ofVirtual().name("inbox-hear").start(() -> hear(to)));
        keeping = Optional.of(Thread.ofVirtual().name("inbox-keep").start(this::keep));
    }

    @Override
    public void close() {
        closed.countDown();
        sending.interrupt();
        hearing.ifPresent(Thread::interrupt);
        keeping.ifPresent(Thread::interrupt);
        if (!own.isEmpty()) {
            try {
                inboxes.remove(own);
            } catch (SdkException away) {
                LOG.log(System.Logger.Level.WARNING, "this node's queue could not be removed; another node sweeps it");
            }
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void send() {
        try {
            while (isOpen()) {
                String payload = outgoing.take();
                try {
                    others().forEach(address -> leave(address, payload));
                } catch (SdkException away) {
                    known = List.of();
                    LOG.log(System.Logger.Level.WARNING, "other nodes could not be told; they look by themselves");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> others() {
        long now = System.nanoTime();
        if (now - knownAtNanos >= timing.look().toNanos()) {
            known = inboxes.all();
            knownAtNanos = now;
        }
        return known.stream().filter(address -> !address.equals(own)).toList();
    }

    private void leave(String address, String payload) {
        try {
            var _ = sqs.sendMessage(message -> message.queueUrl(address).messageBody(payload));
        } catch (QueueDoesNotExistException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a node has gone");
        }
    }

    private void hear(Hearing to) {
        boolean behind = true;
        int made = 0;
        while (isOpen()) {
            try {
                if (own.isEmpty()) {
                    own = inboxes.make(made == 0 ? node : node + "-" + made);
                    made++;
                    behind = true;
                }
                if (behind) {
                    to.missed();
                    behind = false;
                }
                receive(own)
                        .forEach(
                                message -> EventLines.read(message.body(), node).forEach(to::heard));
            } catch (QueueDoesNotExistException swept) {
                own = "";
            } catch (SdkException away) {
                behind = true;
                pause(PAUSE);
            }
        }
    }

    /** Longer than the request itself waits. */
    private List<Message> receive(String address) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(address)
                        .maxNumberOfMessages(MESSAGES_MAX)
                        .waitTimeSeconds(Math.toIntExact(timing.patience().toSeconds()))
                        .overrideConfiguration(call -> call.apiCallAttemptTimeout(
                                        timing.patience().plusSeconds(5))
                                .apiCallTimeout(timing.patience().plusSeconds(10))))
                .messages();
        if (!messages.isEmpty()) {
            // What is not removed comes again in five seconds: it is a hint, and hints may come twice.
            var _ = sqs.deleteMessageBatch(batch -> batch.queueUrl(address)
                    .entries(messages.stream()
                            .map(message -> DeleteMessageBatchRequestEntry.builder()
                                    .id(message.messageId())
                                    .receiptHandle(message.receiptHandle())
                                    .build())
                            .toList()));
        }
        return messages;
    }

    /** Says that this node lives, and removes what others left behind. */
    private void keep() {
        Duration pause = timing.lease().dividedBy(5);
        while (isOpen()) {
            pause(pause);
            try {
                String address = own;
                if (isOpen() && !address.isEmpty()) {
                    inboxes.renew(address);
                    int removed = inboxes.sweep(address);
                    if (removed > 0) {
                        LOG.log(
                                System.Logger.Level.INFO,
                                "{0} queues of lost nodes removed at {1}",
                                removed,
                                clock.instant());
                    }
                }
            } catch (SdkException away) {
                LOG.log(System.Logger.Level.WARNING, "this node's queue could not be renewed; it is tried again");
            }
        }
    }

    private void pause(Duration pause) {
        try {
            var _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
