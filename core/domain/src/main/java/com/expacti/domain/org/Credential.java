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

    /** What stands in the id of a sign-in that an org's own issuer vouched for, before the rest of the issuer's id. */
    private static final String VIA = "_via_";

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

    /** The id of a sign-in that an org's own issuer vouched for; it says so itself, so that nothing has to be looked up to see it. */
    public static CredentialId loginVia(String unique, String issuer) {
        return new CredentialId(LOGIN_PREFIX + unique + VIA + issuer.substring(OrgIssuer.PREFIX.length()));
    }

    /** The org's own issuer that vouched for this sign-in; empty for all that was begun otherwise. */
    public static Optional<String> issuerOf(CredentialId id) {
        int via = id.value().indexOf(VIA);
        return id.value().startsWith(LOGIN_PREFIX) && via >= 0
                ? Optional.of(OrgIssuer.PREFIX + id.value().substring(via + VIA.length()))
                : Optional.empty();
    }

    /** Whether it is a sign-in by which its person speaks for their whole account, in whatever org. */
    public static boolean isWholeLogin(CredentialId id) {
        return id.value().startsWith(LOGIN_PREFIX) && issuerOf(id).isEmpty();
    }

    public Credential named(String other) {
        return new Credential(id, other, agent, user, issuedBy, permissions, expiresAt, revoked, targets);
    }

    public boolean goodAt(Instant now) {
        return !revoked && expiresAt.map(now::isBefore).orElse(true);
    }
}
