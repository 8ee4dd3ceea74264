package com.expacti.adapters.aws.work;

import com.expacti.adapters.aws.pending.Patience;
import com.expacti.testkit.FakeClock;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.MillisNextDelivery;
import org.elasticmq.NewMessageData;
import org.elasticmq.NextDelivery;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.Some;
import scala.util.Right;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An emulator of SQS in this process, one for all tests, whose time is {@link #CLOCK}; each test has queues of its own. */
final class LocalSqs {
    static final FakeClock CLOCK = new FakeClock();
    private static final int PORT = start();
    private static final AtomicInteger QUEUES = new AtomicInteger();

    private LocalSqs() {}

    private static final class TestTime extends NowProvider {
        @Override
        public long nowMillis() {
            return CLOCK.millis();
        }

        @Override
        public OffsetDateTime now() {
            return CLOCK.instant().atOffset(ZoneOffset.UTC);
        }
    }

    /** The emulator asks the machine's clock for when a message it is sent may be seen, and this one for everything else. */
    private static final class InTestTime extends NextDelivery {
        private final NextDelivery asked;

        private InTestTime(NextDelivery asked) {
            this.asked = asked;
        }

        @Override
        public MillisNextDelivery toMillis(long now, long queueDelay) {
            return asked.toMillis(CLOCK.millis(), queueDelay);
        }
    }

    /** Stands in front of a queue. */
    private static final class Front extends AbstractActor {
        private final ActorRef queue;

        private Front(ActorRef queue) {
            this.queue = queue;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(
                            SendMessage.class,
                            sent -> queue.forward(new SendMessage(timed(sent.message())), getContext()))
                    .match(
                            GetQueueStatistics.class,
                            _ -> queue.forward(new GetQueueStatistics(CLOCK.millis()), getContext()))
                    .matchAny(other -> queue.forward(other, getContext()))
                    .build();
        }

        private static NewMessageData timed(NewMessageData sent) {
            return new NewMessageData(
                    sent.id(),
                    sent.content(),
                    sent.messageAttributes(),
                    new InTestTime(sent.nextDelivery()),
                    sent.messageGroupId(),
                    sent.messageDeduplicationId(),
                    sent.orderIndex(),
                    sent.tracingId(),
                    sent.sequenceNumber(),
                    sent.deadLetterSourceQueueName());
        }
    }

    /** Stands in front of whoever knows the queues: whom it names are fronts. */
    private static final class Reception extends AbstractActor {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final ActorRef manager;
        private final Map<ActorRef, ActorRef> fronts = new ConcurrentHashMap<>();

        private Reception(ActorRef manager) {
            this.manager = manager;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(asked -> {
                        ActorRef asker = getSender();
                        ActorRef self = getSelf();
                        ActorSystem system = getContext().getSystem();
                        var _ = Patterns.ask(manager, asked, PATIENCE)
                                .thenAccept(answer -> asker.tell(named(system, answer), self));
                    })
                    .build();
        }

        private Object named(ActorSystem system, Object answer) {
            return switch (answer) {
                case ActorRef queue -> front(system, queue);
                case Some<?> some when some.value() instanceof ActorRef queue -> new Some<>(front(system, queue));
                case Right<?, ?> right
                when right.value() instanceof ActorRef queue -> new Right<>(front(system, queue));
                default -> answer;
            };
        }

        private ActorRef front(ActorSystem system, ActorRef queue) {
            return fronts.computeIfAbsent(
                    queue, behind -> system.actorOf(Props.create(Front.class, () -> new Front(behind))));
        }
    }

    private static int start() {
        ActorSystem system = ActorSystem.create("sqs");
        ActorRef manager = system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new TestTime(), StrictSQSLimits$.MODULE$, Option.empty())));
        ActorRef reception = system.actorOf(Props.create(Reception.class, () -> new Reception(manager)));
        SQSRestServer server = SQSRestServerBuilder$.MODULE$
                .withActorSystem(system)
                .withQueueManagerActor(reception)
                .withInterface("localhost")
                .withDynamicPort()
                .start();
        return server.waitUntilStarted().localAddress().getPort();
    }

    static String freshName() {
        return "work-" + QUEUES.incrementAndGet();
    }

    static SdkHttpClient http() {
        return AwsCrtHttpClient.builder().maxConcurrency(64).build();
    }

    /** As patient with one answer as a busy machine needs. */
    static SqsClient client(SdkHttpClient http) {
        return SqsClient.builder()
                .endpointOverride(URI.create("http://localhost:" + PORT))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(http)
                .overrideConfiguration(Patience.overrides(Duration.ofSeconds(30), Duration.ofSeconds(60)))
                .build();
    }
}
