package com.expacti.adapters.aws.keys;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A key of KMS in the form Tink takes it. What is encrypted for one purpose opens for no other; the purpose is the encryption context, which
 * key policies can ask for and CloudTrail shows. What KMS answers but bytes goes through as the client's exception.
 *
 * @param id the key's ARN, or its alias's
 */
record KmsKey(KmsClient client, String id) implements Aead {
    @Override
    public byte[] encrypt(byte[] plain, byte[] purpose) {
        return client.encrypt(request -> request.keyId(id)
                        .plaintext(SdkBytes.fromByteArray(plain))
                        .encryptionContext(context(purpose)))
                .ciphertextBlob()
                .asByteArray();
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] purpose) {
        return client.decrypt(request -> request.keyId(id)
                        .ciphertextBlob(SdkBytes.fromByteArray(sealed))
                        .encryptionContext(context(purpose)))
                .plaintext()
                .asByteArray();
    }

    private static Map<String, String> context(byte[] purpose) {
        return Map.of("purpose", new String(purpose, StandardCharsets.UTF_8));
    }
}
