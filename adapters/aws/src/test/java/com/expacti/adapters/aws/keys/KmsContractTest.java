package com.expacti.adapters.aws.keys;

import com.expacti.application.secret.SecretBox;
import com.expacti.testkit.contract.SecrecyContract;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.kms.KmsClient;

/** A box whose keyset KMS opens keeps the contract that the one in a file keeps. */
final class KmsContractTest extends SecrecyContract {
    private final FakeKms kms;
    private final KmsClient client;
    private String key = "";
    private String keyset = "";

    KmsContractTest() throws IOException {
        kms = new FakeKms();
        client = LocalKms.client(kms.endpoint(), LocalKms.http());
    }

    @BeforeEach
    void makeKeyset() {
        key = kms.key();
        keyset = SealedKeyset.make(client, key).base64();
    }

    @AfterEach
    void stop() {
        client.close();
        kms.close();
    }

    @Override
    protected SecretBox open() {
        return KmsSecretBox.open(SealedKeyset.of(client, key, keyset), InstantSource.system());
    }
}
