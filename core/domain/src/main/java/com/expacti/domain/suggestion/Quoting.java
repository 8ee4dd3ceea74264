package com.expacti.domain.suggestion;

/** Writes a word so that a shell, and a glob, read it back as it is. */
final class Quoting {
    private static final String SAFE = "_./:=@%+,-";

    private Quoting() {}

    static String quoted(String word) {
        boolean safe = !word.isEmpty()
                && word.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0);
        return safe ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
