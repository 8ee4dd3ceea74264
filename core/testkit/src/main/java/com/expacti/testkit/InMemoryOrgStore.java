package com.expacti.testkit;

import com.expacti.application.access.CredentialStore;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.InviteStore;
import com.expacti.application.member.MemberStore;
import com.expacti.application.oidc.OrgIssuers;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgStore;
import com.expacti.application.rule.RuleStore;
import com.expacti.application.rule.StoredRule;
import com.expacti.application.sshkey.SshKeyStore;
import com.expacti.application.targets.TargetCredentials;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Invite;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.SshPublicKey;
import com.expacti.domain.org.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What verdicts depend on, in memory. People and targets, which no change makes yet, are put in by {@link #put}. */
public final class InMemoryOrgStore
        implements OrgStore,
                RuleStore,
                CredentialStore,
                MemberStore,
                TargetCredentials,
                SshKeyStore,
                InviteStore,
                OrgIssuers {
    private final InMemoryDatabase database;

    public InMemoryOrgStore(InMemoryDatabase database) {
        this.database = database;
    }

    /** Makes or replaces a member, which moves the gate version as any change of people does. */
    public void put(OrgId org, Person person) {
        long _ = database.in(org, state -> {
            state.people.put(person.id(), person);
            state.since.putIfAbsent(person.id(), database.now());
            return state.bumpGateVersion();
        });
    }

    public void put(OrgId org, Target target) {
        long _ = database.in(org, state -> {
            state.targets.put(target.id(), target);
            return state.bumpGateVersion();
        });
    }

    @Override
    public OrgView load(OrgId org) {
        return database.in(org, InMemoryOrg::view);
    }

    @Override
    public long gateVersion(OrgId org) {
        return database.in(org, InMemoryOrg::gateVersion);
    }

    @Override
    public long change(OrgId org, String actor, List<OrgChange> changes) {
        return database.in(org, state -> make(state, actor, changes));
    }

    @Override
    public long change(OrgId org, String actor, OrgView seen, Function<OrgView, List<OrgChange>> decide) {
        return database.in(org, state -> {
            List<OrgChange> changes = decide.apply(state.view());
            return changes.isEmpty() ? state.gateVersion() : make(state, actor, changes);
        });
    }

    private long make(InMemoryOrg state, String actor, List<OrgChange> changes) {
        Instant now = database.now();
        changes.forEach(change -> state.check(change, now));
        changes.forEach(this::requireFree);
        state.requireRoom(changes, now);
        for (OrgChange change : changes) {
            long _ = state.append(state.draft(change.event(), now)
                    .put("subject", change.subject())
                    .put("comment", change.description())
                    .put("decided_by", actor));
            state.apply(change, now);
        }
        return state.bumpGateVersion();
    }

    @Override
    public List<StoredRule> rules(OrgId org, Optional<String> before, int limit) {
        return database.in(
                org,
                state -> state.rules.values().stream()
                        .filter(r -> before.isEmpty() || r.rule().id().compareTo(before.get()) < 0)
                        .sorted(Comparator.comparing((StoredRule r) -> r.rule().id())
                                .reversed())
                        .limit(limit)
                        .toList());
    }

    @Override
    public Optional<StoredRule> rule(OrgId org, String id) {
        return database.in(org, state -> Optional.ofNullable(state.rules.get(id)));
    }

    @Override
    public Map<UserId, Instant> since(OrgId org) {
        return database.in(org, state -> Map.copyOf(state.since));
    }

    @Override
    public Optional<SealedCredential> sealed(OrgId org, TargetId target) {
        return database.in(org, state -> Optional.ofNullable(state.sealedCredentials.get(target)));
    }

    @Override
    public Optional<OrgId> ownerOf(String issuer) {
        return database.acrossOrgs(all -> all.stream()
                .filter(org -> org.issuers.containsKey(issuer))
                .map(InMemoryOrg::id)
                .findFirst());
    }

    @Override
    public Optional<SealedCredential> secret(OrgId org, String issuer) {
        return database.in(org, state -> Optional.ofNullable(state.issuerSecrets.get(issuer)));
    }

    @Override
    public List<Invite> open(OrgId org, Instant now) {
        return database.in(
                org,
                state -> state.invites.values().stream()
                        .filter(invite -> now.isBefore(invite.expiresAt()))
                        .sorted(Comparator.comparing(Invite::id))
                        .toList());
    }

    @Override
    public Map<CredentialId, SshPublicKey> keys(OrgId org) {
        return database.in(org, state -> Map.copyOf(state.sshKeys));
    }

    @Override
    public Optional<Known> find(String fingerprint) {
        return database.acrossOrgs(all -> holder(all, fingerprint));
    }

    private static Optional<Known> holder(List<InMemoryOrg> all, String fingerprint) {
        return all.stream()
                .flatMap(org -> org.sshKeys.entrySet().stream()
                        .filter(each -> each.getValue().fingerprint().equals(fingerprint))
                        .map(each -> new Known(org.id(), each.getKey()))
                        .filter(known -> Optional.ofNullable(org.credentials.get(known.credential()))
                                .filter(c -> !c.revoked())
                                .isPresent()))
                .findFirst();
    }

    /** The database's lock is one for all orgs and may be taken again inside. */
    private void requireFree(OrgChange change) {
        if (change instanceof OrgChange.SshKeyAdded added
                && find(added.key().fingerprint()).isPresent()) {
            throw new GateException(
                    ErrorCode.CONFLICT, "this key can't be registered, as it is in use; make one for this agent alone");
        }
    }

    @Override
    public Optional<Known> find(Digest secretSha256) {
        return database.acrossOrgs(all -> all.stream()
                .filter(org -> org.secrets.containsKey(secretSha256))
                .map(org -> new Known(org.id(), org.secrets.get(secretSha256)))
                .findFirst());
    }
}
