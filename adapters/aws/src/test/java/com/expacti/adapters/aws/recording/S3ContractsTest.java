package com.expacti.adapters.aws.recording;

import com.expacti.testkit.InMemoryStore;
import com.expacti.testkit.contract.RecordingContract;
import com.expacti.testkit.contract.Store;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 keeps the contract of recordings that the fake and PostgreSQL keep. */
final class S3ContractsTest extends RecordingContract {
    private static final S3Client CLIENT = LocalS3.client(LocalS3.http());

    @Override
    protected Store open() {
        Bucket bucket = LocalS3.bucket(CLIENT);
        return InMemoryStore.withRecordings(rows -> new S3RecordingStore(CLIENT, bucket, rows));
    }
}
