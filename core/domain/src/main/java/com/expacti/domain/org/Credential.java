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
    public Credential {
        permissions = Set.copyOf(permissions);
    }

    public boolean goodAt(Instant now) {
        return !revoked && expiresAt.map(now::isBefore).orElse(true);
    }
}
