package com.expacti.adapters.files;

import com.expacti.application.command.ApprovalTokens;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Approval tokens under an HMAC-SHA256 key of a Tink keyset, in a file only its owner can read. */
public final class FileKeyset implements ApprovalTokens {
    private static final String FILE = "approval-keyset.json";

    private final Mac mac;

    private FileKeyset(Mac mac) {
        this.mac = mac;
    }

    /**
     * Opens the keyset in the folder, making it at the first start.
     *
     * @throws IOException where the folder or file cannot be read or written
     */
    public static FileKeyset open(Path folder) throws IOException {
        try {
            MacConfig.register();
            Path file = folder.resolve(FILE);
            KeysetHandle keyset = KeysetFile.open(file, PredefinedMacParameters.HMAC_SHA256_256BITTAG);
            return new FileKeyset(keyset.getPrimitive(RegistryConfiguration.get(), Mac.class));
        } catch (GeneralSecurityException e) {
            throw new IOException("the keyset in `" + folder + "` cannot be used; restore it from a backup", e);
        }
    }

    @Override
    public String issue(OrgId org, CommandId command, long seq) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.computeMac(message(org, command, seq)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an approval token could not be made", e);
        }
    }

    @Override
    public boolean proves(String token, OrgId org, CommandId command, long seq) {
        try {
            mac.verifyMac(Base64.getUrlDecoder().decode(token), message(org, command, seq));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The parts hold no line feed: identifiers are printable, so no two triples share a message. */
    private static byte[] message(OrgId org, CommandId command, long seq) {
        return ("approval\n" + org.value() + "\n" + command.value() + "\n" + seq).getBytes(StandardCharsets.US_ASCII);
    }
}
