package com.expacti.shell;

/** Carries the reason out of the readers to {@link ShellParser}; never leaves the package. */
final class Refusal extends RuntimeException {
    private final int at;

    Refusal(String reason, int at) {
        super(reason, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }

    String reason() {
        String reason = getMessage();
        return reason == null ? "the text can't be read" : reason;
    }
}
