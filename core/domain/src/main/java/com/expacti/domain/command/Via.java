package com.expacti.domain.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What ended a command. */
public enum Via {
    WHITELIST,
    THRESHOLD,
    REVIEWER,
    TIMEOUT,
    DENY_RULE,
    PLAN_LIMIT,
    CANCEL,
    FAILURE;

    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether rules alone let the command through, so that it is judged again when they change. */
    public boolean byRule() {
        return this == WHITELIST || this == THRESHOLD;
    }

    public static Optional<Via> of(String literal) {
        return Arrays.stream(values()).filter(v -> v.literal().equals(literal)).findFirst();
    }
}
