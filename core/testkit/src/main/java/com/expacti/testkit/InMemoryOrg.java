package com.expacti.testkit;

import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.MonthCount;
import com.expacti.application.member.InviteStore;
import com.expacti.application.org.OrgChange;
import com.expacti.application.plan.PlanLimits;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.SealedChunk;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.rule.StoredRule;
import com.expacti.application.session.Session;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryFields;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.Invite;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.SshPublicKey;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.plan.InUse;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** One org's rows. Touched only under the database's lock. */
final class InMemoryOrg {
    private final OrgId id;
    private final IdSource ids;
    private final List<AuditEntry> chain = new ArrayList<>();
    private long gateVersion = 1;
    private OrgSettings settings;
    private OrgPlan plan = OrgPlan.NONE;
    Instant retentionSince = Instant.EPOCH;
    long erasedTo;
    final Set<SpentRef> spentRefs = new HashSet<>();
    MonthlyUse use = MonthlyUse.NOTHING;

    final Map<UserId, Person> people = new LinkedHashMap<>();
    final Map<UserId, Instant> since = new LinkedHashMap<>();
    final Map<UserId, AccountId> accounts = new LinkedHashMap<>();
    final Map<AgentId, Agent> agents = new LinkedHashMap<>();
    final Map<CredentialId, Credential> credentials = new LinkedHashMap<>();
    final Map<Digest, CredentialId> secrets = new LinkedHashMap<>();
    final Map<TargetId, Target> targets = new LinkedHashMap<>();
    final Map<String, Invite> invites = new LinkedHashMap<>();
    final Map<CredentialId, SshPublicKey> sshKeys = new LinkedHashMap<>();
    final Map<TargetId, SealedCredential> sealedCredentials = new LinkedHashMap<>();
    final Map<String, TargetGroup> groups = new LinkedHashMap<>();
    final Map<String, OrgIssuer> issuers = new LinkedHashMap<>();
    final Map<String, SealedCredential> issuerSecrets = new LinkedHashMap<>();
    final List<String> issuersUnlinked = new ArrayList<>();
    final Map<String, StoredRule> rules = new LinkedHashMap<>();
    final Map<String, ScopedPolicy> policies = new LinkedHashMap<>();
    final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    final Map<SessionId, Instant> lostSessions = new LinkedHashMap<>();
    final Map<CommandId, CommandRecord> commands = new LinkedHashMap<>();
    private final Map<AgentId, Map<String, Object>> histories = new LinkedHashMap<>();
    final Set<CommandId> reported = new HashSet<>();
    final Map<String, Suggestion> suggestions = new LinkedHashMap<>();
    final Map<SessionId, Recording> recordings = new LinkedHashMap<>();
    final Map<ChunkPlace, SealedChunk> chunks = new LinkedHashMap<>();

    /** A ref of a dropped command. */
    record SpentRef(SessionId session, String ref) {}

    /** A chunk's place in a recording. */
    record ChunkPlace(SessionId session, int number) {}

    InMemoryOrg(OrgId id, OrgSettings settings, IdSource ids) {
        this.id = id;
        this.settings = settings;
        this.ids = ids;
    }

    OrgId id() {
        return id;
    }

    long gateVersion() {
        return gateVersion;
    }

    long bumpGateVersion() {
        return ++gateVersion;
    }

    List<AuditEntry> chain() {
        return List.copyOf(chain);
    }

    AuditChain.Head head() {
        return chain.isEmpty()
                ? AuditChain.Head.EMPTY
                : new AuditChain.Head(chain.getLast().seq(), chain.getLast().hash());
    }

    /** The moment before which nothing is kept; empty where everything is, and for a day after a change. */
    Optional<Instant> retentionCut(Instant now) {
        OptionalInt days = settings.keeping().retentionDays();
        return days.isPresent() && !now.isBefore(retentionSince.plus(RetentionStore.RESPITE))
                ? Optional.of(now.minus(Duration.ofDays(days.getAsInt())))
                : Optional.empty();
    }

    /** Of an entry its place is left, and who erased it. */
    void erase(long seq, long by) {
        chain.replaceAll(entry -> entry.seq() == seq
                ? new AuditEntry(
                        seq, new TreeMap<>(Map.of("seq", seq, "erased_by", by)), entry.prevHash(), entry.hash())
                : entry);
        erasedTo = Math.max(erasedTo, seq);
    }

    /** Keeps the count and says what is to be said of it. */
    void counted(MonthCount count, Instant now) {
        use = count.use();
        count.notices().forEach(notice -> append(MonthCount.fill(draft(MonthCount.event(), now), notice)));
    }

    AuditEntry.Draft draft(String event, Instant now) {
        return new AuditEntry.Draft("aud_" + ids.next(), now, id.value(), event);
    }

    /** The number the entry got. */
    long append(AuditEntry.Draft draft) {
        AuditChain.Head head = head();
        chain.add(AuditEntry.chain(draft, head.seq() + 1, head.hash()));
        return head.seq() + 1;
    }

    /** Kept as a store keeps it, so that what is read back has been written. */
    AgentHistory history(AgentId agent) {
        Map<String, Object> stored = histories.get(agent);
        return stored == null ? AgentHistory.NONE : HistoryFields.read(stored);
    }

    void remember(AgentId agent, AgentHistory history) {
        histories.put(agent, HistoryFields.write(history));
    }

    OrgView view() {
        return new OrgView(
                id,
                gateVersion,
                settings,
                RuleSet.of(rules.values().stream().map(StoredRule::rule).toList()),
                PolicySet.of(policies.values()),
                people,
                agents,
                credentials,
                targets,
                groups,
                issuers,
                plan);
    }

    void apply(OrgChange change, Instant now) {
        switch (change) {
            case OrgChange.RuleMade(Rule rule) -> keep(rule, now);
            case OrgChange.RuleEdited(Rule rule) ->
                rules.computeIfPresent(
                        rule.id(), (id, old) -> new StoredRule(rule, old.createdAt(), old.hits(), old.lastHitAt()));
            case OrgChange.RuleRemoved(String rule) -> rules.remove(rule);
            case OrgChange.PolicyMade(ScopedPolicy policy) -> policies.put(policy.id(), policy);
            case OrgChange.PolicyEdited(ScopedPolicy policy) ->
                policies.computeIfPresent(policy.id(), (id, old) -> policy);
            case OrgChange.PolicyRemoved(String policy) -> policies.remove(policy);
            case OrgChange.SettingsEdited(OrgSettings wanted, String description) -> {
                if (!wanted.keeping().retentionDays().equals(settings.keeping().retentionDays())) {
                    retentionSince = now;
                }
                settings = wanted;
            }
            case OrgChange.PlanChanged(OrgPlan wanted, String _) -> plan = wanted;
            case OrgChange.AgentMade(Agent agent) -> agents.put(agent.id(), agent);
            case OrgChange.AgentEdited(Agent agent) -> {
                agents.put(agent.id(), agent);
                if (!agent.active()) {
                    credentials.replaceAll((_, c) -> c.agent().equals(Optional.of(agent.id())) ? c.withdrawn() : c);
                }
            }
            case OrgChange.MemberRoleChanged(Person person, Role _) -> people.put(person.id(), person);
            case OrgChange.MemberRenamed(Person person) ->
                people.computeIfPresent(person.id(), (_, there) -> there.named(person.displayName()));
            case OrgChange.MemberRemoved(Person person, int _) -> remove(person.id());
            case OrgChange.MemberInvited(Invite invite) -> invites.put(invite.id(), invite);
            case OrgChange.InviteSentAgain(Invite invite) -> invites.put(invite.id(), invite);
            case OrgChange.InviteRevoked(Invite invite) -> invites.remove(invite.id());
            case OrgChange.MemberJoined(Person person, AccountId account, Invite invite) -> {
                invites.remove(invite.id());
                people.put(person.id(), person);
                accounts.put(person.id(), account);
                since.putIfAbsent(person.id(), now);
            }
            case OrgChange.TargetMade(Target target, SealedCredential sealed) -> {
                targets.put(target.id(), target);
                sealedCredentials.put(target.id(), sealed);
            }
            case OrgChange.TargetEdited(Target target, Optional<SealedCredential> sealed) -> {
                targets.put(target.id(), target);
                sealed.ifPresent(s -> sealedCredentials.put(target.id(), s));
            }
            case OrgChange.TargetRemoved(Target target) -> {
                targets.computeIfPresent(target.id(), (_, there) -> there.removed());
                sealedCredentials.remove(target.id());
            }
            case OrgChange.TargetGroupMade(TargetGroup group) -> groups.put(group.id(), group);
            case OrgChange.TargetGroupRenamed(TargetGroup group) -> groups.put(group.id(), group);
            case OrgChange.TargetGroupRemoved(TargetGroup group) -> {
                groups.remove(group.id());
                targets.replaceAll((_, target) -> target.without(group.id()));
            }
            case OrgChange.IssuerMade(OrgIssuer issuer, SealedCredential sealed) -> {
                issuers.put(issuer.id(), issuer);
                issuerSecrets.put(issuer.id(), sealed);
            }
            case OrgChange.IssuerEdited(OrgIssuer issuer, Optional<SealedCredential> sealed) -> {
                issuers.computeIfPresent(issuer.id(), (_, _) -> issuer);
                sealed.ifPresent(s -> issuerSecrets.computeIfPresent(issuer.id(), (_, _) -> s));
            }
            case OrgChange.IssuerLinksEnded(OrgIssuer issuer) -> {
                if (issuers.containsKey(issuer.id())) {
                    issuersUnlinked.add(issuer.id());
                }
            }
            case OrgChange.IssuerRemoved(OrgIssuer issuer) -> {
                issuers.remove(issuer.id());
                issuerSecrets.remove(issuer.id());
            }
            case OrgChange.CredentialIssued(Credential credential, String secretSha256) -> {
                credentials.put(credential.id(), credential);
                if (!secretSha256.isEmpty()) {
                    secrets.put(new Digest(secretSha256), credential.id());
                }
            }
            case OrgChange.SshKeyAdded(Credential credential, SshPublicKey key) -> {
                credentials.put(credential.id(), credential);
                sshKeys.put(credential.id(), key);
            }
            case OrgChange.TokenRotated(CredentialId credential, Instant until, CredentialId _) ->
                credentials.computeIfPresent(credential, (_, c) -> c.endingBy(until));
            case OrgChange.CredentialRenamed(CredentialId credential, String name) ->
                credentials.computeIfPresent(credential, (_, c) -> c.named(name));
            case OrgChange.CredentialRevoked(CredentialId credential) ->
                credentials.computeIfPresent(credential, (id, c) -> c.withdrawn());
            case OrgChange.AccountLinked(UserId member, AccountId account) -> accounts.putIfAbsent(member, account);
            case OrgChange.AccountChanged _ -> {}
            case OrgChange.SuggestionAccepted(String suggestion, String by, String rule) ->
                answer(suggestion, new Suggestion.Answer(Suggestion.Status.ACCEPTED, by, now, Optional.of(rule)));
            case OrgChange.SuggestionDismissed(String suggestion, String by, String _) ->
                answer(suggestion, new Suggestion.Answer(Suggestion.Status.DISMISSED, by, now, Optional.empty()));
        }
    }

    private void remove(UserId user) {
        people.computeIfPresent(user, (_, person) -> person.removed());
        credentials.replaceAll((_, c) -> c.user().filter(user::equals).isPresent() ? c.withdrawn() : c);
    }

    void keep(Rule rule, Instant now) {
        rules.put(rule.id(), new StoredRule(rule, now, 0, Optional.empty()));
    }

    /** As the plan after the changes has it; nothing of them is stored where it has none. */
    void requireRoom(List<OrgChange> changes, Instant now) {
        InMemoryOrg after = new InMemoryOrg(id, settings, ids);
        after.people.putAll(people);
        after.targets.putAll(targets);
        after.plan = plan;
        changes.forEach(change -> after.apply(change, now));
        PlanLimits.requireRoom(after.plan, inUse(), after.inUse(), now);
    }

    private InUse inUse() {
        return new InUse(
                targets.values().stream().filter(Target::active).count(),
                people.values().stream().filter(InUse::reviews).count());
    }

    /** A change that would be refused refuses the whole transaction, before anything of it is stored. */
    void check(OrgChange change, Instant now) {
        switch (change) {
            case OrgChange.MemberInvited(Invite invite) -> requireRoom(invite, now);
            case OrgChange.InviteSentAgain(Invite invite) -> requireOpen(invite, invite.sent() - 1, now);
            case OrgChange.InviteRevoked(Invite invite) -> requireOpen(invite, invite.sent(), now);
            case OrgChange.MemberJoined joined ->
                requireOpen(joined.invite(), joined.invite().sent(), now);
            case OrgChange _ -> requireUnanswered(change);
        }
    }

    private void requireRoom(Invite invite, Instant now) {
        invites.values().removeIf(each -> !now.isBefore(each.expiresAt()));
        boolean asked = invites.values().stream().anyMatch(each -> each.email().equalsIgnoreCase(invite.email()));
        if (asked || invites.size() >= InviteStore.OPEN_MAX) {
            throw new GateException(ErrorCode.CONFLICT, "invited already, or too many are");
        }
    }

    private void requireOpen(Invite invite, int sent, Instant now) {
        if (Optional.ofNullable(invites.get(invite.id()))
                .filter(there -> there.sent() == sent && now.isBefore(there.expiresAt()))
                .isEmpty()) {
            throw new GateException(ErrorCode.CONFLICT, "the invite was answered, revoked or changed a moment ago");
        }
    }

    private void requireUnanswered(OrgChange change) {
        Optional<String> answered = switch (change) {
            case OrgChange.SuggestionAccepted accepted -> Optional.of(accepted.subject());
            case OrgChange.SuggestionDismissed dismissed -> Optional.of(dismissed.subject());
            case OrgChange _ -> Optional.empty();
        };
        if (answered.isPresent()
                && Optional.ofNullable(suggestions.get(answered.get()))
                        .filter(s -> s.status() == Suggestion.Status.OPEN)
                        .isEmpty()) {
            throw new GateException(ErrorCode.CONFLICT, "the suggestion was answered already, or is no longer there");
        }
    }

    private void answer(String id, Suggestion.Answer answer) {
        suggestions.computeIfPresent(
                id, (key, s) -> new Suggestion(key, s.proposal(), s.trial(), s.foundAt(), Optional.of(answer)));
    }
}
