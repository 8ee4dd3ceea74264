package com.expacti.domain.identity;

/** A session: {@code sess_} and a lower-case ULID. */
public record SessionId(String value) {
    public SessionId {
        Ids.check("SessionId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
