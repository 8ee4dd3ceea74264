package com.expacti.application.oidc;

import com.expacti.domain.command.Digest;

/**
 * Somebody as one provider knows them. With another issuer behind a provider's name nobody is who they were.
 *
 * @param subject 1 to 255 printable ASCII characters (OpenID Connect Core 1.0 §2), never reused by its issuer
 */
public record ExternalIdentity(String provider, String issuer, String subject) {
    private static final int SUBJECT_MAX = 255;

    public ExternalIdentity {
        if (!isSubject(subject)) {
            throw new IllegalArgumentException("a subject is 1 to 255 printable ASCII characters");
        }
    }

    /** Whether this can be a subject; what is longer or invisible names nobody. */
    public static boolean isSubject(String text) {
        return !text.isEmpty() && text.length() <= SUBJECT_MAX && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** One for each; no part can hold the line feed between them. */
    public Digest digest() {
        return Digest.ofText(provider + "\n" + issuer + "\n" + subject);
    }
}
