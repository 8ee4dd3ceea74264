package com.expacti.domain.identity;

/** A member of an org. {@code active} is false once the person was removed; their votes lapse with it. */
public record Person(UserId id, String email, String displayName, Role role, boolean active) {
    public boolean mayDecide() {
        return active && role.decides();
    }
}
