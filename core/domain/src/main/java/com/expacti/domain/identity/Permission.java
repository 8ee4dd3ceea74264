package com.expacti.domain.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an API key may be given. {@code commands:submit} and {@code commands:decide} exclude each other. */
public enum Permission {
    COMMANDS_READ,
    COMMANDS_SUBMIT,
    COMMANDS_DECIDE,
    RULES_WRITE,
    ORG_READ,
    ORG_WRITE,
    AUDIT_READ,
    SESSIONS_READ,
    BILLING_MANAGE;

    /** The literal of the wire contract, for example {@code commands:read}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** All there are, as written in the wire contract, in their order. */
    public static List<String> literals() {
        return Arrays.stream(values()).map(Permission::literal).toList();
    }

    public static Optional<Permission> of(String literal) {
        return Arrays.stream(values()).filter(p -> p.literal().equals(literal)).findFirst();
    }
}
