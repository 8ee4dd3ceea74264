package com.expacti.testkit;

import com.expacti.application.org.OrgChange;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A small org: Olga owns it and Rita reviews; Adam, an admin, owns the agent, made it and issued its token, so he alone may
 * not decide its commands. Every id and token carries the org's name, so that two such orgs share nothing.
 */
public record DemoOrg(
        OrgId org,
        Member owner,
        Member reviewer,
        Member admin,
        Member auditor,
        AgentId agent,
        String agentToken,
        CredentialId agentCredential,
        TargetId development,
        TargetId production) {

    /** A person with a token of theirs. */
    public record Member(Person person, CredentialId credential, String token) {}

    /** Makes the org in the store. */
    public static DemoOrg in(FakePorts ports, String name) {
        OrgId org = new OrgId("org_" + name);
        ports.database().create(org, OrgSettings.standard(name));
        ports.orgs().put(org, new Target(new TargetId("dev_" + name), "dev", Environment.DEVELOPMENT, false, Set.of()));
        ports.orgs()
                .put(
                        org,
                        new Target(new TargetId("prod_" + name), "prod", Environment.PRODUCTION, true, Set.of("live")));
        DemoOrg demo = new DemoOrg(
                org,
                member(ports, org, "olga", Role.OWNER),
                member(ports, org, "rita", Role.REVIEWER),
                member(ports, org, "adam", Role.ADMIN),
                member(ports, org, "audrey", Role.AUDITOR),
                new AgentId("agent_" + name),
                "agent-token-" + name,
                new CredentialId("tok_agent_" + name),
                new TargetId("dev_" + name),
                new TargetId("prod_" + name));
        demo.issueAgent(ports);
        return demo;
    }

    private static Member member(FakePorts ports, OrgId org, String name, Role role) {
        String unique = name + "_" + org;
        Person person = new Person(
                new UserId("user_" + unique),
                name + "@" + org + ".example",
                name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1),
                role,
                true);
        ports.orgs().put(org, person);
        Member member = new Member(person, new CredentialId("tok_" + unique), name + "-token-" + org);
        Credential credential = new Credential(
                member.credential(),
                name,
                Optional.empty(),
                Optional.of(person.id()),
                Optional.of(person.id()),
                EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT)),
                Optional.empty(),
                false);
        issue(ports, org, credential, member.token());
        return member;
    }

    private void issueAgent(FakePorts ports) {
        Optional<UserId> adminId = Optional.of(admin.person().id());
        Agent made =
                new Agent(agent, "builder", adminId, adminId, Optional.empty(), Set.of(development, production), true);
        long _ = ports.orgs().change(org, admin.person().email(), List.of(new OrgChange.AgentMade(made)));
        Credential credential = new Credential(
                agentCredential,
                "builder",
                Optional.of(agent),
                Optional.empty(),
                adminId,
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
        issue(ports, org, credential, agentToken);
    }

    private static void issue(FakePorts ports, OrgId org, Credential credential, String token) {
        long _ = ports.orgs()
                .change(
                        org,
                        "system:setup",
                        List.of(new OrgChange.CredentialIssued(
                                credential, Digest.ofText(token).hex())));
    }
}
