package com.expacti.domain.org;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds pictures of an org for tests. */
public final class ViewBuilder {
    private final Map<UserId, Person> people = new LinkedHashMap<>();
    private final Map<AgentId, Agent> agents = new LinkedHashMap<>();
    private final Map<CredentialId, Credential> credentials = new LinkedHashMap<>();
    private final Map<TargetId, Target> targets = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<ScopedPolicy> policies = new ArrayList<>();
    private OrgSettings settings = OrgSettings.standard("Test");

    public static Person person(String name, Role role) {
        return new Person(new UserId("user_" + name), name + "@example.com", name, role, true);
    }

    public ViewBuilder with(Person person) {
        people.put(person.id(), person);
        return this;
    }

    public ViewBuilder with(Agent agent) {
        agents.put(agent.id(), agent);
        return this;
    }

    public ViewBuilder with(Credential credential) {
        credentials.put(credential.id(), credential);
        return this;
    }

    public ViewBuilder with(Target target) {
        targets.put(target.id(), target);
        return this;
    }

    public ViewBuilder with(Rule rule) {
        rules.add(rule);
        return this;
    }

    public ViewBuilder with(ScopedPolicy policy) {
        policies.add(policy);
        return this;
    }

    public ViewBuilder with(OrgSettings wanted) {
        settings = wanted;
        return this;
    }

    public static Agent agent(String name, Optional<UserId> owner, Optional<UserId> createdBy) {
        return new Agent(new AgentId(name), name, owner, createdBy, Optional.empty(), Set.of(), true);
    }

    public static Credential token(String id, AgentId agent, Optional<UserId> issuedBy) {
        return new Credential(
                new CredentialId(id),
                id,
                Optional.of(agent),
                Optional.empty(),
                issuedBy,
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
    }

    public OrgView build() {
        return new OrgView(
                new OrgId("org_1"),
                1,
                settings,
                RuleSet.of(rules),
                PolicySet.of(policies),
                people,
                agents,
                credentials,
                targets);
    }
}
