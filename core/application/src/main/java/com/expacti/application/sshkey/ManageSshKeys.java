package com.expacti.application.sshkey;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.Names;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SshPublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The public keys agents are known by over SSH. A key is one agent's and no other's: it alone says who connects. */
public final class ManageSshKeys {
    /** Keys of one agent. */
    static final int KEYS_MAX = 100;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final SshKeyStore store;
    private final IdSource ids;

    public ManageSshKeys(OrgViewCache views, ChangeOrg change, SshKeyStore store, IdSource ids) {
        this.views = views;
        this.change = change;
        this.store = store;
        this.ids = ids;
    }

    /** By id. */
    public List<AgentKey> list(PersonCaller caller, AgentId agent) {
        Authenticator.require(caller, Permission.ORG_READ);
        OrgView view = views.fresh(caller.org());
        return shown(caller.org(), of(view, agent(view, agent)));
    }

    /**
     * Registers a key.
     *
     * @param name what to call it; empty for the key's own comment
     * @throws GateException {@code invalid} naming the field; {@code conflict} for a key that is an agent's already, in the same
     *     words wherever that agent is, so that nothing is said of other orgs but that the key can't be had
     */
    public AgentKey add(PersonCaller caller, AgentId agent, String publicKey, Optional<String> name) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        SshPublicKey key = parsed(publicKey);
        String called = name.or(key::commentIfShort).orElse(key.type());
        Names.require("name", called);
        Credential credential = new Credential(
                new CredentialId(Credential.SSH_PREFIX + ids.next()),
                called,
                Optional.of(agent),
                Optional.empty(),
                Optional.of(caller.user()),
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            if (of(org, agent(org, agent)).size() >= KEYS_MAX) {
                throw new GateException(
                        ErrorCode.CONFLICT, "the agent has 100 SSH keys, which is the most; remove one first");
            }
            return List.of(new OrgChange.SshKeyAdded(credential, key));
        });
        return new AgentKey(credential, key);
    }

    /** From when this returns, nobody is known by the key, and it may be registered anew. */
    public void remove(PersonCaller caller, AgentId agent, CredentialId id) {
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            Credential key = of(org, agent(org, agent)).stream()
                    .filter(credential -> credential.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> GateException.notFound("SSH key"));
            return List.of(new OrgChange.CredentialRevoked(key.id()));
        });
    }

    private static SshPublicKey parsed(String publicKey) {
        try {
            return SshPublicKey.parse(publicKey);
        } catch (SshPublicKey.Unreadable e) {
            throw GateException.invalid("public_key", "public_key " + e.why());
        }
    }

    private List<AgentKey> shown(OrgId org, List<Credential> credentials) {
        Map<CredentialId, SshPublicKey> keys = store.keys(org);
        return credentials.stream()
                .map(credential -> new AgentKey(
                        credential, Objects.requireNonNull(keys.get(credential.id()), "an SSH key's text")))
                .toList();
    }

    private static List<Credential> of(OrgView org, Agent agent) {
        return org.credentials().values().stream()
                .filter(c -> c.isSshKey() && !c.revoked() && c.agent().equals(Optional.of(agent.id())))
                .sorted(Comparator.comparing(c -> c.id().value()))
                .toList();
    }

    private static Agent agent(OrgView org, AgentId id) {
        return Optional.ofNullable(org.agents().get(id))
                .filter(Agent::active)
                .orElseThrow(() -> GateException.notFound("agent"));
    }
}
