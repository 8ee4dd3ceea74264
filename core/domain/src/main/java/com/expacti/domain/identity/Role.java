package com.expacti.domain.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A person's role in an org. Deciding roles are ordered: owner, admin, senior reviewer, reviewer. */
public enum Role {
    OWNER,
    ADMIN,
    SENIOR_REVIEWER,
    REVIEWER,
    AUDITOR,
    BILLING;

    /** The literal of the wire contract, for example {@code senior_reviewer}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String literal) {
        return Arrays.stream(values())
                .filter(role -> role.literal().equals(literal))
                .findFirst();
    }

    public boolean decides() {
        return ordinal() <= REVIEWER.ordinal();
    }

    /** Whether this role meets a policy that asks for {@code wanted} "or one above". */
    public boolean meets(Role wanted) {
        return decides() && wanted.decides() && ordinal() <= wanted.ordinal();
    }
}
