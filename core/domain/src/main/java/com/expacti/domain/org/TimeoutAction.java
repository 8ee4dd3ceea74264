package com.expacti.domain.org;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What ends a command that nobody decided in time. */
public enum TimeoutAction {
    DENY,
    ESCALATE,
    APPROVE;

    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TimeoutAction> of(String literal) {
        return Arrays.stream(values()).filter(a -> a.literal().equals(literal)).findFirst();
    }
}
