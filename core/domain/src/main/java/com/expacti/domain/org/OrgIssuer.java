package com.expacti.domain.org;

import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Role;

/**
 * An OpenID issuer that an org brought for its own people. Its secret is kept apart.
 *
 * @param id {@code iss_…}, what its people are known under and its addresses here are made of
 * @param url its issuer identifier (OpenID Connect Discovery 1.0 §3)
 * @param clientId what it knows this org's sign-in by
 * @param pointedBy the role of whoever last said where it points: it signs in nobody who may more
 */
public record OrgIssuer(String id, String name, String url, String clientId, Role pointedBy, Standing standing) {
    /** What the ids of orgs' issuers begin with, and no provider's of the instance does. */
    public static final String PREFIX = "iss_";

    /** Whether it signs anybody in. */
    public enum Standing {
        ENABLED,
        DISABLED
    }

    public static boolean isId(String id) {
        return id.startsWith(PREFIX);
    }

    /** Whether it can sign in somebody of this role. */
    public boolean vouchesFor(Role role) {
        boolean owners = role != Role.OWNER || pointedBy == Role.OWNER;
        return standing == Standing.ENABLED && owners && Access.of(pointedBy).containsAll(Access.of(role));
    }

    /** Whether both mean the same people: those of one issuer, seen by one client. */
    public boolean pointsWhere(OrgIssuer other) {
        return url.equals(other.url) && clientId.equals(other.clientId);
    }
}
