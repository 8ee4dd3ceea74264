package com.expacti.application.passkey;

import com.expacti.application.passkey.Passkey.Backup;
import java.util.Optional;

/**
 * The port to the checks of WebAuthn. Origin and relying party are those of the configured public address, and the person must
 * have been verified by the authenticator (a PIN, a finger, a face): a key that only was there proves nobody.
 */
public interface WebAuthn {
    /** The public address's host. */
    String rpId();

    /** The challenge that was signed over, if this can be read. */
    Optional<String> challenge(String clientData);

    /** What came of looking at a new key. */
    sealed interface Registration {
        record Made(String credentialId, String publicKey, long signCount, Backup backup) implements Registration {}

        record Refused() implements Registration {}
    }

    Registration register(String challenge, String userHandle, Attestation attestation);

    /** What came of looking at a signature. */
    sealed interface Use {
        record Good(long signCount, Backup backup) implements Use {}

        /** Everything is right but the counter, which went back: there are two of this key. */
        record Copied() implements Use {}

        record Refused() implements Use {}
    }

    Use use(String challenge, String userHandle, Passkey key, Assertion assertion);
}
