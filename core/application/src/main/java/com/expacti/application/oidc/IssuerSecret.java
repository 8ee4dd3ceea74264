package com.expacti.application.oidc;

import com.expacti.application.failure.GateException;

/** What an org proves itself with at its issuer. */
public record IssuerSecret(String text) {
    private static final int LENGTH_MAX = 1_024;

    /** @throws GateException {@code invalid} with field {@code client_secret} */
    public IssuerSecret {
        if (text.isEmpty() || text.length() > LENGTH_MAX || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw GateException.invalid("client_secret", "client_secret is 1 to 1024 printable ASCII characters");
        }
    }

    @Override
    public String toString() {
        return "IssuerSecret";
    }
}
