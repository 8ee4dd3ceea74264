package com.expacti.domain.org;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A token or key as the gate knows it: whom it proves, who issued it, until when. Never the secret. */
public record Credential(
        CredentialId id,
        String name,
        Optional<AgentId> agent,
        Optional<UserId> user,
        Optional<UserId> issuedBy,
        Set<Permission> permissions,
        Optional<Instant> expiresAt,
        boolean revoked) {
    /** What the ids of API keys begin with. */
    public static final String KEY_PREFIX = "key_";

    /** What the ids of sign-ins begin with. */
    public static final String LOGIN_PREFIX = "login_";

    public Credential {
        permissions = Set.copyOf(permissions);
    }

    /** Whether it is an API key; else it is an agent's token, or what a process keeps in memory. */
    public boolean isApiKey() {
        return id.value().startsWith(KEY_PREFIX);
    }

    /** Whether it is a person's sign-in, with which they may do all that their role has. */
    public boolean isLogin() {
        return id.value().startsWith(LOGIN_PREFIX);
    }

    public Credential named(String other) {
        return new Credential(id, other, agent, user, issuedBy, permissions, expiresAt, revoked);
    }

    public boolean goodAt(Instant now) {
        return !revoked && expiresAt.map(now::isBefore).orElse(true);
    }
}
