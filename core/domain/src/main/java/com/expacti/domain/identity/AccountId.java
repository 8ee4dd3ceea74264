package com.expacti.domain.identity;

/** A person's sign-in, which belongs to no org; what it may do is said by its places in orgs. */
public record AccountId(String value) {
    public AccountId {
        Ids.check("AccountId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
