package com.expacti.adapters.aws.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.adapters.aws.pending.Patience;
import com.expacti.application.announce.NodeBus;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.contract.NodeBusContract;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** SQS keeps the contract of the bus, and no queue of a lost node stays. */
final class SqsNodeBusTest {
    private static final int PORT = SQSRestServerBuilder.withDynamicPort()
            .start()
            .waitUntilStarted()
            .localAddress()
            .getPort();
    private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static SqsClient client(Cut cut) {
        return SqsClient.builder()
                .endpointOverride(URI.create("http://localhost:" + PORT))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(AwsCrtHttpClient.builder().maxConcurrency(64).build())
                .overrideConfiguration(Patience.overrides(Duration.ofSeconds(30), Duration.ofSeconds(60)).toBuilder()
                        .addExecutionInterceptor(cut)
                        .build())
                .build();
    }

    private static String deployment() {
        return "test" + DEPLOYMENTS.incrementAndGet();
    }

    @Nested
    final class Sqs extends NodeBusContract {
        @Override
        protected Bus open() {
            return new Deployment(deployment());
        }
    }

    /** Nodes that look for each other before each message, lest a test wait for it. */
    private static final class Deployment implements NodeBusContract.Bus {
        private final Cut cut = new Cut();
        private final SqsClient sqs = client(cut);
        private final String prefix;
        private int nodes;

        Deployment(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public NodeBus node(String name) {
            nodes++;
            return new SqsNodeBus(
                    sqs,
                    prefix,
                    name,
                    new FakeClock(),
                    new SqsNodeBus.Timing(Duration.ofSeconds(1), Duration.ZERO, LEASE));
        }

        @Override
        public void cut() {
            cut.begin();
        }

        @Override
        public void mend() {
            cut.endOnceNoticedBy(nodes);
        }
    }

    /** The network to SQS. */
    private static final class Cut implements ExecutionInterceptor {
        private static final long PATIENCE_MILLIS = 20_000;

        private final Set<String> noticed = new HashSet<>();
        private boolean cut;

        synchronized void begin() {
            cut = true;
            noticed.clear();
        }

        synchronized void endOnceNoticedBy(int nodes) {
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            try {
                while (noticed.size() < nodes && System.nanoTime() < end) {
                    wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cut = false;
        }

        @Override
        public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (!cut) {
                return;
            }
            if (context.request() instanceof ReceiveMessageRequest receive) {
                noticed.add(receive.queueUrl());
                notifyAll();
            }
            throw SdkClientException.create("cut off");
        }
    }

    @Test
    void the_queue_of_a_node_that_went_without_a_word_is_swept_and_no_other() {
        FakeClock clock = new FakeClock();
        SqsClient sqs = client(new Cut());
        Inboxes inboxes = new Inboxes(sqs, deployment(), clock, LEASE);
        String lost = inboxes.make("lost");
        clock.advance(LEASE.minusSeconds(1));
        String living = inboxes.make("living");
        String own = inboxes.make("own");

        int early = inboxes.sweep(own);
        clock.advance(Duration.ofSeconds(2));
        inboxes.renew(living);
        int late = inboxes.sweep(own);

        assertEquals(0, early);
        assertEquals(1, late);
        assertEquals(Set.of(living, own), Set.copyOf(inboxes.all()));
        inboxes.remove(lost);
    }

    @Test
    void a_queue_of_somebody_else_that_is_called_alike_is_left_alone() {
        FakeClock clock = new FakeClock();
        SqsClient sqs = client(new Cut());
        String prefix = deployment();
        Inboxes inboxes = new Inboxes(sqs, prefix, clock, LEASE);
        String own = inboxes.make("own");
        String foreign = sqs.createQueue(
                        queue -> queue.queueName(prefix + "-node-mail").tags(Map.of("team", "mail")))
                .queueUrl();

        clock.advance(LEASE.multipliedBy(2));

        assertEquals(0, inboxes.sweep(own));
        assertEquals(Set.of(own, foreign), Set.copyOf(List.copyOf(inboxes.all())));
    }
}
