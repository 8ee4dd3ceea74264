package com.expacti.domain.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a command ended. Only {@code APPROVED} lets anything run. */
public enum Outcome {
    APPROVED,
    DENIED,
    TIMED_OUT,
    CANCELLED,
    BLOCKED;

    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean allow() {
        return this == APPROVED;
    }

    public static Optional<Outcome> of(String literal) {
        return Arrays.stream(values()).filter(o -> o.literal().equals(literal)).findFirst();
    }
}
