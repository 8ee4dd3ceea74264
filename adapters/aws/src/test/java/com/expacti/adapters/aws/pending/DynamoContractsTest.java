package com.expacti.adapters.aws.pending;

import com.expacti.testkit.InMemoryStore;
import com.expacti.testkit.contract.HolderContract;
import com.expacti.testkit.contract.PendingQueueContract;
import com.expacti.testkit.contract.Store;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB keeps the contracts of the queue that the fake and PostgreSQL keep. */
final class DynamoContractsTest {
    private static final DynamoDbClient CLIENT = LocalDynamo.client(LocalDynamo.http());

    /** The fakes name their orgs and commands alike each time: so each has a table of its own. */
    private static Store store() {
        String table = LocalDynamo.table(CLIENT);
        return InMemoryStore.withQueue(clock -> new DynamoPendingQueue(
                CLIENT, table, clock, () -> UUID.randomUUID().toString()));
    }

    @Nested
    final class Pending extends PendingQueueContract {
        @Override
        protected Store open() {
            return store();
        }
    }

    @Nested
    final class Holders extends HolderContract {
        @Override
        protected Store open() {
            return store();
        }
    }
}
