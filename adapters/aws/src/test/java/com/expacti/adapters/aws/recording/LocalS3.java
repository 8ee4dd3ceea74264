package com.expacti.adapters.aws.recording;

import com.expacti.adapters.aws.pending.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An emulator of S3 in this process, one for all tests; each test has a bucket of its own. */
final class LocalS3 {
    private static final String KEY = "local";
    private static final int PORT = start();
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private LocalS3() {}

    /** It keeps no keys, and takes what is asked of it for encryption without doing it. */
    private static int start() {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new TransientNio2BlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, KEY, KEY)
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
            return server.getPort();
        } catch (Exception e) {
            throw new IllegalStateException("the emulator does not start", e);
        }
    }

    /** Makes an empty bucket. */
    static Bucket bucket(S3Client client) {
        String name = "recordings-" + BUCKETS.incrementAndGet();
        var _ = client.createBucket(request -> request.bucket(name));
        return new Bucket(name, "recordings/", new Bucket.KeysOfS3());
    }

    static SdkHttpClient http() {
        return AwsCrtHttpClient.builder().maxConcurrency(64).build();
    }

    /** As patient with one answer as a busy machine needs. */
    static S3Client client(SdkHttpClient http) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + PORT))
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                .httpClient(http)
                .overrideConfiguration(Patience.overrides(Duration.ofSeconds(30), Duration.ofSeconds(60)))
                .build();
    }
}
