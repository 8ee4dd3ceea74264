package com.expacti.domain.identity;

/** A command: {@code cmd_} and a lower-case ULID. */
public record CommandId(String value) {
    public CommandId {
        Ids.check("CommandId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
