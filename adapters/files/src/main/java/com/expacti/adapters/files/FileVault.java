package com.expacti.adapters.files;

import com.expacti.application.targets.LoginProof;
import com.expacti.application.targets.Vault;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.TargetAddress.Auth;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Encrypts under an AES-256-GCM key of a Tink keyset, in a file only its owner can read; the org and target are bound in. */
public final class FileVault implements Vault {
    private static final String FILE = "target-keyset.json";

    private final Aead aead;

    private FileVault(Aead aead) {
        this.aead = aead;
    }

    /**
     * Opens the keyset in the folder, making it at the first start.
     *
     * @throws IOException where the folder or file cannot be read or written
     */
    public static FileVault open(Path folder) throws IOException {
        try {
            AeadConfig.register();
            return new FileVault(KeysetFile.open(folder.resolve(FILE), PredefinedAeadParameters.AES256_GCM)
                    .getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IOException("the keyset in `" + folder + "` cannot be used; restore it from a backup", e);
        }
    }

    @Override
    public SealedCredential seal(OrgId org, TargetId target, LoginProof proof) {
        byte[] plain = (proof.auth().literal() + "\n" + proof.reveal()).getBytes(StandardCharsets.UTF_8);
        try {
            return new SealedCredential(Base64.getEncoder().encodeToString(aead.encrypt(plain, bound(org, target))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a credential could not be encrypted", e);
        }
    }

    @Override
    public LoginProof open(OrgId org, TargetId target, SealedCredential sealed) {
        try {
            byte[] plain = aead.decrypt(Base64.getDecoder().decode(sealed.base64()), bound(org, target));
            String text = new String(plain, StandardCharsets.UTF_8);
            int line = text.indexOf('\n');
            Auth auth = text.substring(0, line).equals(Auth.PASSWORD.literal()) ? Auth.PASSWORD : Auth.PRIVATE_KEY;
            return LoginProof.of(auth, text.substring(line + 1));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the credential of target `%s` cannot be read".formatted(target), e);
        }
    }

    /** Identifiers hold no line feed, so no two targets share these bytes. */
    private static byte[] bound(OrgId org, TargetId target) {
        return ("target\n" + org.value() + "\n" + target.value()).getBytes(StandardCharsets.US_ASCII);
    }
}
