package com.expacti.adapters.aws.work;

import com.expacti.testkit.contract.WorkQueueContract;
import com.expacti.testkit.contract.WorkStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS keeps the contract of the work queue that the fake and PostgreSQL keep. */
final class SqsContractsTest extends WorkQueueContract {
    private static final SqsClient CLIENT = LocalSqs.client(LocalSqs.http());

    @Override
    protected WorkStore open() {
        return new SqsStore(CLIENT);
    }
}
