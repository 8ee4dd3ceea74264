package com.expacti.domain.org;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.plan.InUse;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.rule.RuleSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a verdict depends on, as it was at one gate version. Immutable: a verdict computed from it holds as long
 * as the org's gate version has not moved, which is checked while the decision is settled.
 */
public record OrgView(
        OrgId org,
        long gateVersion,
        OrgSettings settings,
        RuleSet rules,
        PolicySet policies,
        Map<UserId, Person> people,
        Map<AgentId, Agent> agents,
        Map<CredentialId, Credential> credentials,
        Map<TargetId, Target> targets,
        Map<String, TargetGroup> groups,
        Map<String, OrgIssuer> issuers,
        OrgPlan plan) {
    public OrgView {
        people = Map.copyOf(people);
        agents = Map.copyOf(agents);
        credentials = Map.copyOf(credentials);
        targets = Map.copyOf(targets);
        groups = Map.copyOf(groups);
        issuers = Map.copyOf(issuers);
    }

    /** An org without groups and issuers, which no plan limits. */
    public OrgView(
            OrgId org,
            long gateVersion,
            OrgSettings settings,
            RuleSet rules,
            PolicySet policies,
            Map<UserId, Person> people,
            Map<AgentId, Agent> agents,
            Map<CredentialId, Credential> credentials,
            Map<TargetId, Target> targets) {
        this(
                org,
                gateVersion,
                settings,
                rules,
                policies,
                people,
                agents,
                credentials,
                targets,
                Map.of(),
                Map.of(),
                OrgPlan.NONE);
    }

    /** Whether there is what a scope names: a rule or policy about nothing would be one that is never heard of. */
    public boolean knows(RuleScope scope) {
        return switch (scope) {
            case RuleScope.Global() -> true;
            case RuleScope.Target(String id) ->
                targets.values().stream()
                        .anyMatch(t -> t.active() && t.id().value().equals(id));
            case RuleScope.Group(String id) ->
                groups.containsKey(id)
                        || targets.values().stream()
                                .anyMatch(t -> t.active() && t.groupIds().contains(id));
        };
    }

    /** Whether the credential still proves the agent: neither revoked nor expired, and the agent not removed. */
    public boolean standsFor(CredentialId credential, AgentId agent, Instant now) {
        return Optional.ofNullable(credentials.get(credential))
                        .filter(c -> c.goodAt(now))
                        .flatMap(Credential::agent)
                        .filter(agent::equals)
                        .isPresent()
                && Optional.ofNullable(agents.get(agent)).filter(Agent::active).isPresent();
    }

    /** Whether what a credential was begun with still speaks for its person: always, but where an issuer of the org's own did. */
    public boolean vouchedFor(CredentialId credential, Person person) {
        return Credential.issuerOf(credential)
                .map(issuer -> Optional.ofNullable(issuers.get(issuer))
                        .filter(each -> each.vouchesFor(person.role()))
                        .isPresent())
                .orElse(true);
    }

    /** What it has of that a plan limits. */
    public InUse inUse() {
        return new InUse(
                targets.values().stream().filter(Target::active).count(),
                people.values().stream().filter(InUse::reviews).count());
    }

    public Optional<Target> target(Optional<TargetId> id) {
        return id.map(targets::get);
    }

    /** Whether the agent may still act there: the target was not removed, nor taken from the agent. */
    public boolean mayActOn(AgentId agent, Optional<TargetId> target) {
        return target.map(id -> Optional.ofNullable(targets.get(id))
                                .filter(Target::active)
                                .isPresent()
                        && Optional.ofNullable(agents.get(agent))
                                .filter(a -> a.targets().contains(id))
                                .isPresent())
                .orElse(true);
    }
}
