package com.expacti.domain.identity;

/** A person. */
public record UserId(String value) {
    public UserId {
        Ids.check("UserId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
