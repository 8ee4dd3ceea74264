package com.expacti.application.oidc;

/**
 * A service that says who somebody is.
 *
 * @param id what its addresses here are made of: 1 to 40 of {@code a-z 0-9 _}
 * @param name for people to read
 * @param kind how it is spoken to
 * @param issuer of an OpenID provider its issuer; of GitHub the address of its site
 * @param api of GitHub the address of its API; of an OpenID provider the issuer again
 * @param client what it gave this instance to be known by
 */
public record Provider(String id, String name, Kind kind, String issuer, String api, Client client) {
    private static final String ID = "[a-z0-9_]{1,40}";

    /** How a provider is spoken to. */
    public enum Kind {
        /** OpenID Connect Core 1.0, by its discovery document. */
        OPENID,
        /** OAuth 2.0 with GitHub's API, which signs no identity. */
        GITHUB
    }

    /** This instance, as the provider knows it. */
    public record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    public Provider {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("a provider's id is 1 to 40 of a-z, 0-9 and _");
        }
    }

    /** Whom it means by a subject. */
    public ExternalIdentity identity(String subject) {
        return new ExternalIdentity(id, issuer, subject);
    }
}
