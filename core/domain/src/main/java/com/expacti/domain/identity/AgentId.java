package com.expacti.domain.identity;

/** An automated agent. */
public record AgentId(String value) {
    public AgentId {
        Ids.check("AgentId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
