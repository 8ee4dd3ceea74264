package com.expacti.adapters.files;

import com.expacti.application.secret.SecretBox;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** AES-256-GCM under a Tink keyset in a file only its owner can read. */
public final class FileSecretBox implements SecretBox {
    private static final String FILE = "secret-keyset.json";

    private final Aead aead;

    private FileSecretBox(Aead aead) {
        this.aead = aead;
    }

    /**
     * Opens the keyset in the folder, making it at the first start.
     *
     * @throws IOException where the folder or file cannot be read or written
     */
    public static FileSecretBox open(Path folder) throws IOException {
        try {
            AeadConfig.register();
            return new FileSecretBox(KeysetFile.open(folder.resolve(FILE), PredefinedAeadParameters.AES256_GCM)
                    .getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IOException("`" + FILE + "` in `" + folder + "` cannot be used; restore it from a backup", e);
        }
    }

    @Override
    public byte[] seal(byte[] secret, String context) {
        try {
            return aead.encrypt(secret, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be sealed", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        try {
            return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed secret does not open: it is another's, or the keyset is", e);
        }
    }
}
