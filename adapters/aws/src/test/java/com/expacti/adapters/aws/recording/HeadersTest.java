package com.expacti.adapters.aws.recording;

import static com.expacti.adapters.aws.recording.Recorded.ORG;
import static com.expacti.adapters.aws.recording.Recorded.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.domain.command.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3 is asked for with each chunk, as it goes over the wire. */
final class HeadersTest {
    private final Wire wire = new Wire(LocalS3.http());
    private final S3Client client = LocalS3.client(wire);

    /** Keeps what was asked. */
    private static final class Wire implements SdkHttpClient {
        private final SdkHttpClient network;
        private final List<SdkHttpRequest> asked = new ArrayList<>();

        private Wire(SdkHttpClient network) {
            this.network = network;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            asked.add(request.httpRequest());
            return network.prepareRequest(request);
        }

        @Override
        public void close() {
            network.close();
        }

        private Optional<String> header(String name) {
            return asked.getLast().firstMatchingHeader(name);
        }
    }

    private void put(Bucket.Encryption encryption) {
        Bucket bucket = new Bucket(LocalS3.bucket(client).name(), "", encryption);
        new Chunks(client, bucket)
                .put(ORG, new Place(SESSION, 0, Fingerprint.of(Recorded.chunk("one"))), Recorded.chunk("one"));
    }

    @Test
    void a_chunk_is_put_only_where_nothing_lies_and_with_its_checksum() {
        put(new Bucket.KeysOfS3());

        assertEquals(Optional.of("*"), wire.header("If-None-Match"));
        assertEquals(
                Optional.of(Base64.getEncoder()
                        .encodeToString(
                                HexFormat.of().parseHex(Digest.ofText("one").hex()))),
                wire.header("x-amz-checksum-sha256"));
    }

    @Test
    void encryption_by_s3_is_asked_for() {
        put(new Bucket.KeysOfS3());

        assertEquals(Optional.of("AES256"), wire.header("x-amz-server-side-encryption"));
    }

    @Test
    void encryption_under_a_key_of_ones_own_is_asked_for() {
        put(new Bucket.KeyOfKms("arn:aws:kms:eu-central-1:111122223333:key/k1"));

        assertEquals(Optional.of("aws:kms"), wire.header("x-amz-server-side-encryption"));
        assertEquals(
                Optional.of("arn:aws:kms:eu-central-1:111122223333:key/k1"),
                wire.header("x-amz-server-side-encryption-aws-kms-key-id"));
        assertEquals(Optional.of("true"), wire.header("x-amz-server-side-encryption-bucket-key-enabled"));
    }

    @Test
    void a_bucket_without_a_name_or_a_prefix_that_ends_nowhere_is_refused() {
        Bucket.Encryption encryption = new Bucket.KeysOfS3();

        assertThrows(IllegalArgumentException.class, () -> new Bucket(" ", "", encryption));
        assertThrows(IllegalArgumentException.class, () -> new Bucket("b", "recordings", encryption));
        assertThrows(IllegalArgumentException.class, () -> new Bucket.KeyOfKms(""));
    }
}
