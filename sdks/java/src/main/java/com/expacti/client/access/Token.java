package com.expacti.client.access;

/** A bearer token. Its text leaves only through {@link #reveal()}, so one search lists every reader. */
public final class Token {
    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /**
     * @param text printable ASCII without blanks, 1 to 4096 characters; blanks around it are dropped
     * @throws IllegalArgumentException when the text could not stand in a header
     */
    public static Token of(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > 4096 || !bare.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "the token must be 1 to 4096 printable ASCII characters without blanks: copy it again");
        }
        return new Token(bare);
    }

    /** The token itself, for the {@code Authorization} header and the credentials file only. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "<token, " + text.length() + " characters>";
    }
}
