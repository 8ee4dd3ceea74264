package com.expacti.application.passkey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A public key that an authenticator made for an account (WebAuthn level 2).
 *
 * @param id ours, {@code passkey_} and a ULID
 * @param credentialId the authenticator's name for it, base64url
 * @param publicKey as COSE, base64url
 * @param signCount what it counted at its last use; 0 for those that do not count
 * @param transports how it is reached, as the browser says
 * @param name as its owner calls it
 */
public record Passkey(
        String id,
        String credentialId,
        String publicKey,
        long signCount,
        List<String> transports,
        Backup backup,
        String name,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {
    /** What the ids of passkeys begin with. */
    public static final String PREFIX = "passkey_";

    /** Whether it can leave the device it was made on. */
    public enum Backup {
        NEVER,
        POSSIBLE,
        DONE
    }

    public Passkey {
        transports = List.copyOf(transports);
    }
}
