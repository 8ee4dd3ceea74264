package com.expacti.domain.identity;

/** The shape every identifier has: 1 to 64 printable ASCII characters without blanks. */
final class Ids {
    private static final int LENGTH_MAX = 64;

    private Ids() {}

    static void check(String type, String value) {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(type + " must be 1 to 64 printable characters");
        }
    }
}
