package com.expacti.domain.identity;

/** A system that commands act on. */
public record TargetId(String value) {
    public TargetId {
        Ids.check("TargetId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
