package com.expacti.adapters.aws.keys;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * A keyset as it is kept and configured: encrypted by a key of KMS, of no use without it. Its own keys change in two steps, each followed by
 * a start of every node, so that none meets what was sealed under a key it has not got: {@link #withNext}, then {@link #promoted}.
 */
public final class SealedKeyset {
    private static final byte[] PURPOSE = "expacti secrets".getBytes(StandardCharsets.UTF_8);

    /** KMS encrypts 4,096 bytes at once; a key takes about a hundred. */
    private static final int KEYS_MAX = 30;

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final KmsKey key;
    private final byte[] bytes;

    private SealedKeyset(KmsKey key, byte[] bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    /** What KMS says to whoever wants the keyset opened. */
    sealed interface Answer {
        record Opened(Aead aead) implements Answer {}

        /** The key is disabled, deleted, another one, or not for this caller. */
        record Refused(SdkException why) implements Answer {}

        /** It is not reached, too busy or broken. */
        record Away(SdkException why) implements Answer {}
    }

    /**
     * A keyset with a key of its own.
     *
     * @param client patient for seconds and no longer: whoever needs a secret waits for it
     * @param key the ARN of a symmetric key of KMS, or its alias's
     * @throws GateException {@code unavailable} where KMS does not answer, or refuses
     */
    public static SealedKeyset make(KmsClient client, String key) {
        return sealed(new KmsKey(client, key), () -> KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    }

    /**
     * One that was kept.
     *
     * @param client as for {@link #make}
     * @param base64 what {@link #base64} gave
     * @throws IllegalArgumentException where it is no Base64
     */
    public static SealedKeyset of(KmsClient client, String key, String base64) {
        try {
            return new SealedKeyset(new KmsKey(client, key), Base64.getDecoder().decode(base64.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the keyset of the secrets is no Base64; restore it from a backup", e);
        }
    }

    /** To be kept. It is no secret, but nothing that was sealed opens without it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** With a key more, under which nothing is sealed yet. */
    public SealedKeyset withNext() {
        return sealed(key, () -> {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(handle());
            if (keys.size() >= KEYS_MAX) {
                throw new IllegalStateException("a keyset has at most " + KEYS_MAX + " keys; seal the secrets anew");
            }
            return keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId())
                    .build();
        });
    }

    /** Seals under the newest key from now on; what was sealed under the others still opens. */
    public SealedKeyset promoted() {
        return sealed(key, () -> {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(handle());
            keys.getAt(keys.size() - 1).makePrimary();
            return keys.build();
        });
    }

    /** The same keys under another key of KMS, after which the one before is not needed for it. */
    public SealedKeyset under(String other) {
        return sealed(new KmsKey(key.client(), other), this::handle);
    }

    /** @throws IllegalStateException for bytes that are no keyset, or hold another kind of key */
    Answer open() {
        try {
            return new Answer.Opened(handle().getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (SdkException e) {
            return refuses(e) ? new Answer.Refused(e) : new Answer.Away(e);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static boolean refuses(SdkException e) {
        return e instanceof KmsException answer
                && answer.statusCode() >= CLIENT_ERROR
                && answer.statusCode() < SERVER_ERROR
                && !answer.isThrottlingException();
    }

    private KeysetHandle handle() throws GeneralSecurityException {
        AeadConfig.register();
        return TinkProtoKeysetFormat.parseEncryptedKeyset(bytes, key, PURPOSE);
    }

    /** Makes the keys of a keyset. */
    private interface Keys {
        KeysetHandle make() throws GeneralSecurityException;
    }

    private static SealedKeyset sealed(KmsKey key, Keys keys) {
        try {
            AeadConfig.register();
            return new SealedKeyset(key, TinkProtoKeysetFormat.serializeEncryptedKeyset(keys.make(), key, PURPOSE));
        } catch (SdkException e) {
            throw unavailable(e);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    static GateException unavailable(SdkException why) {
        var e = new GateException(
                ErrorCode.UNAVAILABLE,
                "the gate cannot get the key of its secrets; nothing was sealed or opened, try again");
        e.initCause(why);
        return e;
    }

    private static IllegalStateException unusable(GeneralSecurityException why) {
        return new IllegalStateException("the keyset of the secrets cannot be used; restore it from a backup", why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedKeyset keyset && key.equals(keyset.key) && Arrays.equals(bytes, keyset.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SealedKeyset under " + key.id();
    }
}
