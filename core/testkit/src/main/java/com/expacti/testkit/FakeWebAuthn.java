package com.expacti.testkit;

import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Attestation;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.application.passkey.WebAuthn;
import com.expacti.domain.command.Digest;
import java.util.Optional;

/** Signatures that can be read: a challenge is signed by a key when both stand in it. */
public final class FakeWebAuthn implements WebAuthn {
    private static final String CLIENT = "client:";

    @Override
    public String rpId() {
        return "gate.example.com";
    }

    @Override
    public Optional<String> challenge(String clientData) {
        return clientData.startsWith(CLIENT) ? Optional.of(clientData.substring(CLIENT.length())) : Optional.empty();
    }

    @Override
    public Registration register(String challenge, String userHandle, Attestation attestation) {
        return attestation.clientData().equals(CLIENT + challenge)
                        && attestation.attestationObject().startsWith("key:")
                ? new Registration.Made(attestation.credentialId(), attestation.attestationObject(), 0, Backup.NEVER)
                : new Registration.Refused();
    }

    @Override
    public Use use(String challenge, String userHandle, Passkey key, Assertion assertion) {
        String signed = signature(key.publicKey(), assertion.clientData(), assertion.authenticatorData());
        if (!assertion.clientData().equals(CLIENT + challenge)
                || !assertion.signature().equals(signed)) {
            return new Use.Refused();
        }
        long count = Long.parseLong(assertion.authenticatorData());
        boolean forward = count > key.signCount() || (count == 0 && key.signCount() == 0);
        return forward ? new Use.Good(count, Backup.NEVER) : new Use.Copied();
    }

    private static String signature(String key, String clientData, String count) {
        return Digest.ofText(key + "\n" + clientData + "\n" + count).hex();
    }

    /** An authenticator with one key in it, that counts its uses. */
    public static final class Key {
        private final String name;
        private long count;

        public Key(String name) {
            this.name = name;
        }

        /** Another of the same key, as far as it has counted. */
        public Key copied() {
            Key copy = new Key(name);
            copy.count = count;
            return copy;
        }

        public Attestation made(String challenge) {
            return new Attestation(name, CLIENT + challenge, "key:" + name, java.util.List.of("internal"));
        }

        public Assertion signed(String challenge) {
            count++;
            String client = CLIENT + challenge;
            String counted = Long.toString(count);
            return new Assertion(name, client, counted, signature("key:" + name, client, counted), Optional.empty());
        }
    }
}
