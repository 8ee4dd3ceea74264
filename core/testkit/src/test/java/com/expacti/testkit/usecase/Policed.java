package com.expacti.testkit.usecase;

import com.expacti.application.org.OrgChange;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.application.policy.PolicyDraft;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.testkit.TestGate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A gate with short words for its policies and for further members. */
final class Policed {
    private Policed() {}

    static PolicyDraft draft(
            String type, String pattern, OptionalInt count, Optional<String> role, List<String> people) {
        return new PolicyDraft(type, PatternType.GLOB, pattern, "global", RiskLevel.LOW, count, role, people);
    }

    static PolicyDraft any(String pattern) {
        return draft("any_reviewer", pattern, OptionalInt.empty(), Optional.empty(), List.of());
    }

    static PolicyDraft min(String pattern, int count) {
        return draft("min_approvers", pattern, OptionalInt.of(count), Optional.empty(), List.of());
    }

    static PolicyDraft role(String pattern, Role role) {
        return draft("role_required", pattern, OptionalInt.empty(), Optional.of(role.literal()), List.of());
    }

    static PolicyDraft all(String pattern, PersonCaller... people) {
        return draft(
                "all_of",
                pattern,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(people).stream().map(person -> person.user().value()).toList());
    }

    static ManagePolicies.Listed make(TestGate gate, PolicyDraft draft) {
        return gate.useCases().policies().make(gate.owner(), draft);
    }

    /** A new member with a token of theirs. */
    static PersonCaller member(TestGate gate, String name, Role role) {
        Person person = new Person(
                new UserId("user_" + name + "_" + gate.org().org().value()), name + "@example.com", name, role, true);
        gate.ports().orgs().put(gate.org().org(), person);
        String token = name + "-token-" + gate.org().org().value();
        Credential credential = new Credential(
                new CredentialId("tok_" + person.id().value()),
                name,
                Optional.empty(),
                Optional.of(person.id()),
                Optional.of(person.id()),
                EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT)),
                Optional.empty(),
                false);
        gate.useCases()
                .views()
                .moved(
                        gate.org().org(),
                        gate.ports().orgs().gateVersion(gate.org().org()));
        long _ = gate.ports()
                .orgs()
                .change(
                        gate.org().org(),
                        "system:setup",
                        List.of(new OrgChange.CredentialIssued(
                                credential, Digest.ofText(token).hex())));
        return (PersonCaller) gate.useCases().authenticator().authenticate(token);
    }

    /** Gives a member another role, or removes them. */
    static void change(TestGate gate, PersonCaller member, Role role, boolean active) {
        Person person = member.person();
        gate.ports()
                .orgs()
                .put(gate.org().org(), new Person(person.id(), person.email(), person.displayName(), role, active));
    }
}
