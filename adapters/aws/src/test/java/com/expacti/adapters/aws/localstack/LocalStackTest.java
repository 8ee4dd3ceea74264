package com.expacti.adapters.aws.localstack;

import com.expacti.adapters.aws.keys.KmsSecretBox;
import com.expacti.adapters.aws.keys.SealedKeyset;
import com.expacti.adapters.aws.pending.DynamoPendingQueue;
import com.expacti.adapters.aws.pending.Patience;
import com.expacti.adapters.aws.pending.PendingTable;
import com.expacti.adapters.aws.recording.Bucket;
import com.expacti.adapters.aws.recording.S3RecordingStore;
import com.expacti.adapters.aws.work.SqsWorkQueue;
import com.expacti.adapters.aws.work.WorkQueues;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.InMemoryStore;
import com.expacti.testkit.contract.HolderContract;
import com.expacti.testkit.contract.PendingQueueContract;
import com.expacti.testkit.contract.RecordingContract;
import com.expacti.testkit.contract.SecrecyContract;
import com.expacti.testkit.contract.Store;
import com.expacti.testkit.contract.WorkQueueContract;
import com.expacti.testkit.contract.WorkStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contracts of the pending queue, the work queue, recordings and the box of secrets, on LocalStack. */
@ExtendWith(WhereDockerAnswers.class)
final class LocalStackTest {
    private static final LocalStackContainer CONTAINER = new LocalStackContainer(
                    DockerImageName.parse("localstack/localstack:4.9"))
            .withServices("dynamodb", "sqs", "s3", "kms");
    private static final AtomicInteger NAMES = new AtomicInteger();

    @BeforeAll
    static void start() {
        CONTAINER.start();
    }

    @AfterAll
    static void stop() {
        CONTAINER.stop();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(CONTAINER.getAccessKey(), CONTAINER.getSecretKey()));
    }

    private static Store pending() {
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(CONTAINER.getEndpoint())
                .region(Region.of(CONTAINER.getRegion()))
                .credentialsProvider(credentials())
                .httpClient(AwsCrtHttpClient.create())
                .build();
        String table = "pending-" + NAMES.incrementAndGet();
        var _ = client.createTable(PendingTable.definition(table));
        client.waiter().waitUntilTableExists(request -> request.tableName(table));
        return InMemoryStore.withQueue(clock -> new DynamoPendingQueue(
                client, table, clock, () -> UUID.randomUUID().toString()));
    }

    private static Store recordings() {
        S3Client client = S3Client.builder()
                .endpointOverride(CONTAINER.getEndpoint())
                .forcePathStyle(true)
                .overrideConfiguration(S3RecordingStore.patience())
                .region(Region.of(CONTAINER.getRegion()))
                .credentialsProvider(credentials())
                .httpClient(AwsCrtHttpClient.create())
                .build();
        String name = "recordings-" + NAMES.incrementAndGet();
        var _ = client.createBucket(request -> request.bucket(name));
        Bucket bucket = new Bucket(name, "", new Bucket.KeysOfS3());
        return InMemoryStore.withRecordings(rows -> new S3RecordingStore(client, bucket, rows));
    }

    @Nested
    final class Recordings extends RecordingContract {
        @Override
        protected Store open() {
            return recordings();
        }
    }

    @Nested
    final class Secrets extends SecrecyContract {
        private final KmsClient client = KmsClient.builder()
                .endpointOverride(CONTAINER.getEndpoint())
                .region(Region.of(CONTAINER.getRegion()))
                .credentialsProvider(credentials())
                .httpClient(AwsCrtHttpClient.create())
                .overrideConfiguration(Patience.overrides())
                .build();
        private final SealedKeyset keyset =
                SealedKeyset.make(client, client.createKey().keyMetadata().arn());

        @Override
        protected SecretBox open() {
            return KmsSecretBox.open(keyset, InstantSource.system());
        }
    }

    @Nested
    final class Pending extends PendingQueueContract {
        @Override
        protected Store open() {
            return pending();
        }
    }

    @Nested
    final class Holders extends HolderContract {
        @Override
        protected Store open() {
            return pending();
        }
    }

    @Nested
    final class Work extends WorkQueueContract {
        @Override
        protected WorkStore open() {
            return new RealTime();
        }
    }

    /** Nobody moves LocalStack's clock: time passes by itself, or the test is skipped where that would take too long. */
    private static final class RealTime implements WorkStore {
        private static final Duration WAITED_MAX = Duration.ofSeconds(90);

        private final SqsClient client = SqsClient.builder()
                .endpointOverride(CONTAINER.getEndpoint())
                .region(Region.of(CONTAINER.getRegion()))
                .credentialsProvider(credentials())
                .httpClient(AwsCrtHttpClient.create())
                .build();
        private final WorkQueues queues = WorkQueues.make(client, "work-" + NAMES.incrementAndGet());
        private final WorkQueue queue = new SqsWorkQueue(client, queues, InstantSource.system(), Duration.ofSeconds(1));

        @Override
        public WorkQueue queue() {
            return queue;
        }

        @Override
        public OrgId org(int which) {
            return new OrgId("org_" + which);
        }

        @Override
        public int twinsMax() {
            return 2;
        }

        @Override
        public void putText(String text) {
            var _ = client.sendMessage(
                    request -> request.queueUrl(queues.main()).messageBody(text));
        }

        @Override
        public void passTime(Duration time) {
            if (time.compareTo(WAITED_MAX) > 0) {
                String reason = "skipped: it would take " + time.toMinutes() + " minutes of LocalStack's own clock";
                System.out.println(reason);
                throw new TestAbortedException(reason);
            }
            long until = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }

        @Override
        public void close() {
            client.deleteQueue(request -> request.queueUrl(queues.main()));
            client.deleteQueue(request -> request.queueUrl(queues.dead()));
        }
    }
}
