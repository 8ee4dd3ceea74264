package com.expacti.adapters.identity.password;

/**
 * What one hash costs.
 *
 * @param kibibytes of memory: 8 to 1,048,576
 * @param iterations over it: 1 to 16
 * @param lanes 1 to 4
 */
public record Argon2Cost(int kibibytes, int iterations, int lanes) {
    /** Of OWASP's equal choices (Password Storage Cheat Sheet) the one with 19 MiB; docs/access.md has how long it takes. */
    public static final Argon2Cost STANDARD = new Argon2Cost(19_456, 2, 1);

    private static final int KIBIBYTES_MAX = 1 << 20;

    public Argon2Cost {
        if (kibibytes < 8 || kibibytes > KIBIBYTES_MAX || iterations < 1 || iterations > 16 || lanes < 1 || lanes > 4) {
            throw new IllegalArgumentException(
                    "a cost nobody would choose: m=%d t=%d p=%d".formatted(kibibytes, iterations, lanes));
        }
    }
}
