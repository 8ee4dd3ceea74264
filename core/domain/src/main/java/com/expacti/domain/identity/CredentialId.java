package com.expacti.domain.identity;

/** A token or key that proves an agent or a person; never the secret itself. */
public record CredentialId(String value) {
    public CredentialId {
        Ids.check("CredentialId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
