package com.expacti.domain.identity;

/** A member of an org. {@code active} is false once the person was removed; their votes lapse with it. */
public record Person(UserId id, String email, String displayName, Role role, boolean active) {
    public Person withRole(Role other) {
        return new Person(id, email, displayName, other, active);
    }

    public Person named(String other) {
        return new Person(id, email, other, role, active);
    }

    public Person removed() {
        return new Person(id, email, displayName, role, false);
    }

    public boolean mayDecide() {
        return active && role.decides();
    }
}
