package com.expacti.application.org;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Agents and their shell tokens. A token is shown once, when it is made; only its SHA-256 is kept. */
public final class ManageAgents {
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

    /** What is asked for in an agent; absent fields keep what is there. */
    public record AgentDraft(
            Optional<String> name,
            Optional<TargetId> defaultTarget,
            Optional<Set<TargetId>> targets,
            Optional<UserId> owner) {}

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
        Authenticator.require(caller, Permission.ORG_WRITE);
        OrgView view = views.fresh(caller.org());
        Agent blank = new Agent(
                new AgentId("agent_" + sources.ids().next()),
                "",
                Optional.of(draft.owner().orElse(caller.user())),
                Optional.of(caller.user()),
                Optional.empty(),
                Set.of(),
                true);
        Agent agent = checked(view, merged(blank, draft));
        change.apply(caller, List.of(new OrgChange.AgentMade(agent)));
        return agent;
    }

    public Agent edit(PersonCaller caller, AgentId id, AgentDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        OrgView view = views.fresh(caller.org());
        Agent agent = checked(view, merged(agent(view, id), draft));
        change.apply(caller, List.of(new OrgChange.AgentEdited(agent)));
        return agent;
    }

    /** Removes the agent; its tokens prove nothing any more. */
    public void remove(PersonCaller caller, AgentId id) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Agent a = agent(views.fresh(caller.org()), id);
        change.apply(
                caller,
                List.of(new OrgChange.AgentEdited(
                        new Agent(a.id(), a.name(), a.owner(), a.createdBy(), a.defaultTarget(), a.targets(), false))));
    }

    public List<Credential> tokens(PersonCaller caller, AgentId id) {
        Authenticator.require(caller, Permission.ORG_READ);
        OrgView view = views.fresh(caller.org());
        Agent agent = agent(view, id);
        return view.credentials().values().stream()
                .filter(c -> c.agent().filter(agent.id()::equals).isPresent() && !c.revoked() && !c.isApiKey())
                .sorted(Comparator.comparing(c -> c.id().value()))
                .toList();
    }

    public IssuedToken issue(PersonCaller caller, AgentId id, String name, OptionalLong expiresInSeconds) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Agent agent = agent(views.fresh(caller.org()), id);
        Names.require("name", name);
        Credential credential = new Credential(
                new CredentialId("tok_" + sources.ids().next()),
                name,
                Optional.of(agent.id()),
                Optional.empty(),
                Optional.of(caller.user()),
                Set.of(Permission.COMMANDS_SUBMIT),
                CredentialLife.until(sources.clock().instant(), expiresInSeconds),
                false);
        String token = "expacti_shell_" + sources.secrets().hex32();
        change.apply(
                caller,
                List.of(new OrgChange.CredentialIssued(
                        credential, Digest.ofText(token).hex())));
        return new IssuedToken(credential, token);
    }

    /** From when this returns, the token is refused, and its sockets are closed within a second. */
    public void revoke(PersonCaller caller, AgentId id, CredentialId token) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Credential credential = tokens(caller, id).stream()
                .filter(c -> c.id().equals(token))
                .findFirst()
                .orElseThrow(() -> GateException.notFound("token"));
        change.apply(caller, List.of(new OrgChange.CredentialRevoked(credential.id())));
    }

    private static Agent merged(Agent agent, AgentDraft draft) {
        Set<TargetId> targets = draft.targets().orElse(agent.targets());
        return new Agent(
                agent.id(),
                draft.name().orElse(agent.name()),
                draft.owner().or(agent::owner),
                agent.createdBy(),
                draft.defaultTarget().or(agent::defaultTarget),
                targets,
                agent.active());
    }

    private static Agent checked(OrgView view, Agent agent) {
        Names.require("name", agent.name());
        boolean taken = view.agents().values().stream()
                .anyMatch(a -> a.active() && a.name().equals(agent.name()) && !a.id().equals(agent.id()));
        if (taken) {
            throw GateException.invalid("name", "another agent has this name");
        }
        if (!view.targets().keySet().containsAll(agent.targets())) {
            throw GateException.invalid("target_ids", "one of the targets does not exist");
        }
        if (agent.defaultTarget().filter(t -> !agent.targets().contains(t)).isPresent()) {
            throw GateException.invalid("default_target_id", "default_target_id is not among target_ids");
        }
        if (agent.owner().filter(o -> !view.people().containsKey(o)).isPresent()) {
            throw GateException.invalid("owner_id", "no such member");
        }
        return agent;
    }

    private static Agent agent(OrgView view, AgentId id) {
        return Optional.ofNullable(view.agents().get(id))
                .filter(Agent::active)
                .orElseThrow(() -> GateException.notFound("agent"));
    }
}
