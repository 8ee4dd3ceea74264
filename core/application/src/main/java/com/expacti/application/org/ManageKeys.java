package com.expacti.application.org;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * API keys. A key speaks as whoever made it, with the permissions it was given and never more than that person has; one
 * that submits speaks as an agent instead. It is shown once, when it is made; only its SHA-256 is kept.
 */
public final class ManageKeys {
    /** Keys in force in one org. */
    static final int KEYS_MAX = 1_000;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final ManageAgents.Sources sources;

    public ManageKeys(OrgViewCache views, ChangeOrg change, ManageAgents.Sources sources) {
        this.views = views;
        this.change = change;
        this.sources = sources;
    }

    /**
     * What is asked for in a key.
     *
     * @param agent whom it speaks as; there with {@code commands:submit}, and only then
     * @param expiresInSeconds 1 second to ten years; empty for never
     */
    public record KeyDraft(
            String name, Set<Permission> permissions, Optional<AgentId> agent, OptionalLong expiresInSeconds) {
        public KeyDraft {
            permissions = Set.copyOf(permissions);
        }
    }

    /** A key just made, with its secret, for this one time. */
    public record IssuedKey(Credential credential, String key) {
        @Override
        public String toString() {
            return "IssuedKey[" + credential.id() + "]";
        }
    }

    /** Those that were not revoked, by id; also those that are over, which may be taken away. */
    public List<Credential> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return notRevoked(views.fresh(caller.org()));
    }

    /**
     * Makes a key.
     *
     * @throws GateException {@code forbidden} for a permission the caller does not have, so that no key begets a mightier
     *     one, and for a person's key by a sign-in that ends with the org's own issuer, which the key would outlive; {@code invalid} with its field; {@code conflict} where the org has too many
     */
    public IssuedKey issue(PersonCaller caller, KeyDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        if (draft.agent().isEmpty() && Credential.issuerOf(caller.credential()).isPresent()) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "a key of your own would outlive your organisation's sign-in; sign in with your password to make one");
        }
        Names.require("name", draft.name());
        Instant now = sources.clock().instant();
        Credential credential = new Credential(
                new CredentialId(Credential.KEY_PREFIX + sources.ids().next()),
                draft.name(),
                draft.agent(),
                draft.agent().isPresent() ? Optional.empty() : Optional.of(caller.user()),
                Optional.of(caller.user()),
                draft.permissions(),
                CredentialLife.until(now, draft.expiresInSeconds()),
                false);
        String key = "expacti_" + sources.secrets().hex32();
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            requireFitting(org, draft);
            requireOwn(by, draft.permissions());
            requireRoom(org, now);
            return List.of(new OrgChange.CredentialIssued(
                    credential, Digest.ofText(key).hex()));
        });
        return new IssuedKey(credential, key);
    }

    private static void requireRoom(OrgView org, Instant now) {
        long inForce = notRevoked(org).stream().filter(key -> key.goodAt(now)).count();
        if (inForce >= KEYS_MAX) {
            throw new GateException(
                    ErrorCode.CONFLICT, "the org has %d API keys, which is the most; revoke one".formatted(KEYS_MAX));
        }
    }

    /** Gives it another name. What it may do never changes: that takes another key. */
    public Credential rename(PersonCaller caller, CredentialId id, String name) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Names.require("name", name);
        Credential renamed = key(caller, id).named(name);
        change.apply(caller, List.of(new OrgChange.CredentialRenamed(id, name)));
        return renamed;
    }

    /** From when this returns, the key is refused, and its sockets are closed within a second. */
    public void revoke(PersonCaller caller, CredentialId id) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        change.apply(
                caller, List.of(new OrgChange.CredentialRevoked(key(caller, id).id())));
    }

    private Credential key(PersonCaller caller, CredentialId id) {
        return notRevoked(views.fresh(caller.org())).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> GateException.notFound("API key"));
    }

    private static List<Credential> notRevoked(OrgView view) {
        return view.credentials().values().stream()
                .filter(credential -> credential.isApiKey() && !credential.revoked())
                .sorted(Comparator.comparing(credential -> credential.id().value()))
                .toList();
    }

    private static void requireFitting(OrgView view, KeyDraft draft) {
        if (draft.permissions().isEmpty()) {
            throw GateException.invalid("permissions", "permissions names none; a key needs at least one");
        }
        boolean submits = draft.permissions().contains(Permission.COMMANDS_SUBMIT);
        Set<Permission> beside = Set.of(Permission.COMMANDS_SUBMIT, Permission.COMMANDS_READ);
        if (submits && !beside.containsAll(draft.permissions())) {
            throw GateException.invalid(
                    "permissions",
                    "a key with `commands:submit` speaks as its agent and takes no permission but `commands:read`;"
                            + " make another key for the rest");
        }
        if (submits && draft.agent().isEmpty()) {
            throw GateException.invalid(
                    "agent_id", "agent_id is needed with `commands:submit`: the agent it speaks as");
        }
        if (!submits && draft.agent().isPresent()) {
            throw GateException.invalid("agent_id", "agent_id goes with `commands:submit` only");
        }
        boolean known = draft.agent()
                .map(id -> Optional.ofNullable(view.agents().get(id))
                        .filter(Agent::active)
                        .isPresent())
                .orElse(true);
        if (!known) {
            throw GateException.invalid("agent_id", "no such agent");
        }
    }

    private static void requireOwn(PersonCaller caller, Set<Permission> permissions) {
        String lacking = permissions.stream()
                .filter(permission -> permission != Permission.COMMANDS_SUBMIT && !Access.allows(caller, permission))
                .map(Permission::literal)
                .sorted()
                .collect(Collectors.joining("`, `"));
        if (!lacking.isEmpty()) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "you can't give `%s`, which you don't have".formatted(lacking));
        }
    }
}
