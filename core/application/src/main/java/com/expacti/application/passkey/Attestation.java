package com.expacti.application.passkey;

import com.expacti.application.failure.GateException;
import java.util.List;

/**
 * What an authenticator says of a key it made, as the browser hands it on: each base64url.
 *
 * @param transports how the key is reached; at most ten short words
 */
public record Attestation(String credentialId, String clientData, String attestationObject, List<String> transports) {
    private static final int TRANSPORTS_MAX = 10;
    private static final int TRANSPORT_LENGTH_MAX = 20;

    /** @throws GateException {@code invalid} */
    public Attestation {
        transports = List.copyOf(transports);
        boolean fits = transports.size() <= TRANSPORTS_MAX
                && transports.stream().allMatch(t -> t.matches("[a-z-]{1," + TRANSPORT_LENGTH_MAX + "}"));
        if (!fits) {
            throw GateException.invalid(
                    "credential.response.transports", "transports are at most 10 words as the browser gives them");
        }
    }
}
