package com.expacti.adapters.aws.work;

import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.contract.WorkStore;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The work queue on an emulator of SQS under test. */
final class SqsStore implements WorkStore {
    private final SqsClient client;
    private final WorkQueues queues;
    private final WorkQueue queue;

    SqsStore(SqsClient client) {
        this.client = client;
        this.queues = WorkQueues.make(client, LocalSqs.freshName());
        this.queue = new SqsWorkQueue(client, queues, LocalSqs.CLOCK, Duration.ZERO);
    }

    @Override
    public WorkQueue queue() {
        return queue;
    }

    @Override
    public OrgId org(int which) {
        return new OrgId("org_" + which);
    }

    /** A standard queue keeps no account of what it was sent. */
    @Override
    public int twinsMax() {
        return 2;
    }

    @Override
    public void putText(String text) {
        var _ = client.sendMessage(request -> request.queueUrl(queues.main()).messageBody(text));
    }

    @Override
    public void passTime(Duration time) {
        LocalSqs.CLOCK.advance(time);
    }

    @Override
    public void close() {
        client.deleteQueue(request -> request.queueUrl(queues.main()));
        client.deleteQueue(request -> request.queueUrl(queues.dead()));
    }
}
