package com.expacti.domain.org;

/** What a login is proved by, encrypted for one target of one org: useless to whoever reads it. */
public record SealedCredential(String base64) {
    @Override
    public String toString() {
        return "SealedCredential[%d characters]".formatted(base64.length());
    }
}
