package com.expacti.application.org;

import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Utf8;

/** Names that people give to agents, tokens, keys, targets and one another. */
public final class Names {
    private static final int LENGTH_MAX = 100;

    private Names() {}

    /** @throws GateException {@code invalid} unless it is 1 to 100 characters that can be shown */
    public static void require(String field, String name) {
        if (name.isBlank()
                || name.length() > LENGTH_MAX
                || name.chars().anyMatch(Character::isISOControl)
                || !Utf8.encodes(name)) {
            throw GateException.invalid(field, field + " is 1 to 100 characters without control characters");
        }
    }
}
