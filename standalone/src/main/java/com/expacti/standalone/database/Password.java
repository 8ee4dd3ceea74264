package com.expacti.standalone.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A database password. Shows its length only; {@link #reveal()} is the one way to the text, so one search lists its readers. */
public final class Password {
    private static final int RANDOM_BYTES = 32;

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if empty */
    public static Password of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a database password must not be empty");
        }
        return new Password(text);
    }

    /** 32 random bytes, as 43 characters of URL-safe Base64. */
    static Password random(SecureRandom chance) {
        byte[] bytes = new byte[RANDOM_BYTES];
        chance.nextBytes(bytes);
        return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text itself: for a connection's properties or a 0600 file, nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Password.class.hashCode();
    }

    @Override
    public String toString() {
        return "password(" + text.length() + " characters)";
    }
}
