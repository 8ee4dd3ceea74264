package com.expacti.application.org;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Agents and their shell tokens. A token is shown once, when it is made; only its SHA-256 is kept. */
public final class ManageAgents {
    /** Tokens of one agent, also those that are over. */
    static final int TOKENS_MAX = 1_000;

    private static final long OVERLAP_SECONDS_MAX = 86_400;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final Sources sources;

    /** Where time, identifiers and secrets come from. */
    public record Sources(InstantSource clock, IdSource ids, SecretSource secrets) {}

    public ManageAgents(OrgViewCache views, ChangeOrg change, Sources sources) {
        this.views = views;
        this.change = change;
        this.sources = sources;
    }

    /**
     * What is asked for in an agent; absent fields keep what is there.
     *
     * @param withoutDefault it is to have no default target any more
     */
    public record AgentDraft(
            Optional<String> name,
            Optional<TargetId> defaultTarget,
            Optional<Set<TargetId>> targets,
            Optional<UserId> owner,
            boolean withoutDefault) {
        public AgentDraft(
                Optional<String> name,
                Optional<TargetId> defaultTarget,
                Optional<Set<TargetId>> targets,
                Optional<UserId> owner) {
            this(name, defaultTarget, targets, owner, false);
        }
    }

    /** A token just made, with its secret, for this one time. */
    public record IssuedToken(Credential credential, String token) {
        @Override
        public String toString() {
            return "IssuedToken[" + credential.id() + "]";
        }
    }

    public List<Agent> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return views.fresh(caller.org()).agents().values().stream()
                .filter(Agent::active)
                .sorted(Comparator.comparing(Agent::name).thenComparing(a -> a.id().value()))
                .toList();
    }

    public Agent get(PersonCaller caller, AgentId id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return agent(views.fresh(caller.org()), id);
    }

    public Agent make(PersonCaller caller, AgentDraft draft) {
        Agent blank = new Agent(
                new AgentId("agent_" + sources.ids().next()),
                "",
                Optional.of(draft.owner().orElse(caller.user())),
                Optional.of(caller.user()),
                Optional.empty(),
                Set.of(),
                true);
        OrgView after = change.decide(
                caller,
                Permission.ORG_WRITE,
                (org, _) -> List.of(new OrgChange.AgentMade(checked(org, blank, merged(blank, draft)))));
        return agent(after, blank.id());
    }

    public Agent edit(PersonCaller caller, AgentId id, AgentDraft draft) {
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            Agent before = agent(org, id);
            Agent wanted = checked(org, before, merged(before, draft));
            return wanted.equals(before) ? List.of() : List.of(new OrgChange.AgentEdited(wanted));
        });
        return agent(after, id);
    }

    /** Removes the agent; its tokens and keys prove nothing any more. */
    public void remove(PersonCaller caller, AgentId id) {
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            Agent a = agent(org, id);
            return List.of(new OrgChange.AgentEdited(
                    new Agent(a.id(), a.name(), a.owner(), a.createdBy(), a.defaultTarget(), a.targets(), false)));
        });
    }

    public List<Credential> tokens(PersonCaller caller, AgentId id) {
        Authenticator.require(caller, Permission.ORG_READ);
        OrgView view = views.fresh(caller.org());
        Agent agent = agent(view, id);
        return view.credentials().values().stream()
                .filter(c -> c.agent().filter(agent.id()::equals).isPresent() && !c.revoked() && c.isAgentToken())
                .sorted(Comparator.comparing(c -> c.id().value()))
                .toList();
    }

    /**
     * What is asked for in a token.
     *
     * @param targets the only ones it is to be good for; empty for all of its agent's
     * @param expiresInSeconds 1 second to ten years; empty for never
     */
    public record TokenDraft(String name, OptionalLong expiresInSeconds, Optional<Set<TargetId>> targets) {
        public TokenDraft {
            targets = targets.map(Set::copyOf);
        }
    }

    /** One that is good for all of the agent's targets. */
    public IssuedToken issue(PersonCaller caller, AgentId id, String name, OptionalLong expiresInSeconds) {
        return issue(caller, id, new TokenDraft(name, expiresInSeconds, Optional.empty()));
    }

    public IssuedToken issue(PersonCaller caller, AgentId id, TokenDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Names.require("name", draft.name());
        Credential credential = new Credential(
                newToken(),
                draft.name(),
                Optional.of(id),
                Optional.empty(),
                Optional.of(caller.user()),
                Set.of(Permission.COMMANDS_SUBMIT),
                CredentialLife.until(sources.clock().instant(), draft.expiresInSeconds()),
                false,
                draft.targets());
        String token = newSecret();
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            requireTargets(agent(org, id), draft.targets());
            requireRoom(org, id);
            return List.of(issued(credential, token));
        });
        return new IssuedToken(credential, token);
    }

    /**
     * Issues a token in the place of another, which stays good for the overlap and no longer: time to bring the new one
     * where the old one is.
     *
     * @param overlapSeconds 0 s to 24 h
     * @param expiresInSeconds the new one's life; empty to end when the old one would have
     * @throws GateException {@code not_found}, or {@code conflict} for a token that is over
     */
    public IssuedToken rotate(
            PersonCaller caller, AgentId id, CredentialId token, long overlapSeconds, OptionalLong expiresInSeconds) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        if (overlapSeconds < 0 || overlapSeconds > OVERLAP_SECONDS_MAX) {
            throw GateException.invalid("overlap_seconds", "overlap_seconds is 0 to 86400");
        }
        Instant now = sources.clock().instant();
        Optional<Instant> until = CredentialLife.until(now, expiresInSeconds);
        Credential old = token(views.fresh(caller.org()), id, token);
        Credential fresh = new Credential(
                newToken(),
                old.name(),
                old.agent(),
                old.user(),
                Optional.of(caller.user()),
                old.permissions(),
                until.or(old::expiresAt),
                false,
                old.targets());
        String secret = newSecret();
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            if (!token(org, id, token).goodAt(now)) {
                throw new GateException(ErrorCode.CONFLICT, "the token is over; issue another");
            }
            requireRoom(org, id);
            return List.of(
                    issued(fresh, secret),
                    overlapSeconds == 0
                            ? new OrgChange.CredentialRevoked(token)
                            : new OrgChange.TokenRotated(token, now.plusSeconds(overlapSeconds), fresh.id()));
        });
        return new IssuedToken(fresh, secret);
    }

    /** From when this returns, the token is refused, and its sockets are closed within a second. */
    public void revoke(PersonCaller caller, AgentId id, CredentialId token) {
        var _ = change.decide(
                caller,
                Permission.ORG_WRITE,
                (org, _) -> List.of(
                        new OrgChange.CredentialRevoked(token(org, id, token).id())));
    }

    private CredentialId newToken() {
        return new CredentialId("tok_" + sources.ids().next());
    }

    private String newSecret() {
        return "expacti_shell_" + sources.secrets().hex32();
    }

    private static OrgChange issued(Credential credential, String secret) {
        return new OrgChange.CredentialIssued(credential, Digest.ofText(secret).hex());
    }

    private static Credential token(OrgView org, AgentId id, CredentialId token) {
        AgentId agent = agent(org, id).id();
        return Optional.ofNullable(org.credentials().get(token))
                .filter(c -> c.agent().equals(Optional.of(agent)) && c.isAgentToken() && !c.revoked())
                .orElseThrow(() -> GateException.notFound("token"));
    }

    private static void requireTargets(Agent agent, Optional<Set<TargetId>> targets) {
        if (targets.filter(only -> only.isEmpty() || !agent.targets().containsAll(only))
                .isPresent()) {
            throw GateException.invalid("target_ids", "target_ids names some of the agent's targets, and no others");
        }
    }

    private static void requireRoom(OrgView org, AgentId agent) {
        long there = org.credentials().values().stream()
                .filter(c -> c.agent().equals(Optional.of(agent)) && c.isAgentToken() && !c.revoked())
                .count();
        if (there >= TOKENS_MAX) {
            throw new GateException(
                    ErrorCode.CONFLICT, "the agent has 1000 tokens, which is the most; revoke one first");
        }
    }

    private static Agent merged(Agent agent, AgentDraft draft) {
        Set<TargetId> targets = draft.targets().orElse(agent.targets());
        return new Agent(
                agent.id(),
                draft.name().orElse(agent.name()),
                draft.owner().or(agent::owner),
                agent.createdBy(),
                draft.withoutDefault()
                        ? Optional.empty()
                        : draft.defaultTarget().or(agent::defaultTarget),
                targets,
                agent.active());
    }

    private static Agent checked(OrgView view, Agent before, Agent agent) {
        Names.require("name", agent.name());
        boolean taken = view.agents().values().stream()
                .anyMatch(a -> a.active() && a.name().equals(agent.name()) && !a.id().equals(agent.id()));
        if (taken) {
            throw GateException.invalid("name", "another agent has this name");
        }
        boolean known = agent.targets().stream()
                .allMatch(id ->
                        view.target(Optional.of(id)).filter(Target::active).isPresent());
        if (!known) {
            throw GateException.invalid("target_ids", "one of the targets does not exist");
        }
        if (agent.defaultTarget().filter(t -> !agent.targets().contains(t)).isPresent()) {
            throw GateException.invalid("default_target_id", "default_target_id is not among target_ids");
        }
        boolean sameOwner = agent.owner().equals(before.owner());
        if (!sameOwner || before.name().isEmpty()) {
            requireMember(view, agent.owner());
        }
        return agent;
    }

    /** An owner who was removed since stays, for they may not decide; a new one is a member. */
    private static void requireMember(OrgView view, Optional<UserId> owner) {
        boolean member = owner.map(id -> Optional.ofNullable(view.people().get(id))
                        .filter(Person::active)
                        .isPresent())
                .orElse(true);
        if (!member) {
            throw GateException.invalid("owner_id", "no such member");
        }
    }

    private static Agent agent(OrgView view, AgentId id) {
        return Optional.ofNullable(view.agents().get(id))
                .filter(Agent::active)
                .orElseThrow(() -> GateException.notFound("agent"));
    }
}
