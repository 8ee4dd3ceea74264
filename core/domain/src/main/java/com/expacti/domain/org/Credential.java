package com.expacti.domain.org;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token or key as the gate knows it: whom it proves, who issued it, until when. Never the secret.
 *
 * @param targets the only ones an agent's token is good for; empty for all of its agent's
 */
public record Credential(
        CredentialId id,
        String name,
        Optional<AgentId> agent,
        Optional<UserId> user,
        Optional<UserId> issuedBy,
        Set<Permission> permissions,
        Optional<Instant> expiresAt,
        boolean revoked,
        Optional<Set<TargetId>> targets) {
    /** What the ids of API keys begin with. */
    public static final String KEY_PREFIX = "key_";

    /** What the ids of sign-ins begin with. */
    public static final String LOGIN_PREFIX = "login_";

    /** What the ids of agents' SSH keys begin with. */
    public static final String SSH_PREFIX = "sshkey_";

    public Credential {
        permissions = Set.copyOf(permissions);
        targets = targets.map(Set::copyOf);
    }

    /** One that is good for all targets of its agent. */
    public Credential(
            CredentialId id,
            String name,
            Optional<AgentId> agent,
            Optional<UserId> user,
            Optional<UserId> issuedBy,
            Set<Permission> permissions,
            Optional<Instant> expiresAt,
            boolean revoked) {
        this(id, name, agent, user, issuedBy, permissions, expiresAt, revoked, Optional.empty());
    }

    /** Whether it is the public key an agent is known by over SSH. No secret of it is known here, so it proves nobody over HTTP. */
    public boolean isSshKey() {
        return id.value().startsWith(SSH_PREFIX);
    }

    /** Whether it is an agent's shell token. */
    public boolean isAgentToken() {
        return agent.isPresent() && !isApiKey() && !isSshKey();
    }

    public boolean isGoodFor(TargetId target) {
        return targets.map(only -> only.contains(target)).orElse(true);
    }

    public Credential withdrawn() {
        return new Credential(id, name, agent, user, issuedBy, permissions, expiresAt, true, targets);
    }

    /** No longer good than until then. */
    public Credential endingBy(Instant end) {
        Optional<Instant> first = Optional.of(expiresAt.filter(end::isAfter).orElse(end));
        return new Credential(id, name, agent, user, issuedBy, permissions, first, revoked, targets);
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
        return new Credential(id, other, agent, user, issuedBy, permissions, expiresAt, revoked, targets);
    }

    public boolean goodAt(Instant now) {
        return !revoked && expiresAt.map(now::isBefore).orElse(true);
    }
}
