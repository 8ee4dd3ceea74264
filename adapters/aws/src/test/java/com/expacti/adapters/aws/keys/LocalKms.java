package com.expacti.adapters.aws.keys;

import com.expacti.adapters.aws.pending.Patience;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** How tests reach a KMS of their own. */
final class LocalKms {
    private LocalKms() {}

    static SdkHttpClient http() {
        return AwsCrtHttpClient.create();
    }

    /** As patient with one answer as a busy machine needs. */
    static KmsClient client(URI endpoint, SdkHttpClient http) {
        return KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(http)
                .overrideConfiguration(Patience.overrides(Duration.ofSeconds(30), Duration.ofSeconds(60)))
                .build();
    }
}
