package com.expacti.domain.identity;

/** An organisation; every stored thing belongs to exactly one. */
public record OrgId(String value) {
    public OrgId {
        Ids.check("OrgId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
