package com.expacti.application.passkey;

import java.util.Optional;

/** What an authenticator signed, as the browser hands it on: each base64url. */
public record Assertion(
        String credentialId,
        String clientData,
        String authenticatorData,
        String signature,
        Optional<String> userHandle) {
    @Override
    public String toString() {
        return "Assertion";
    }
}
