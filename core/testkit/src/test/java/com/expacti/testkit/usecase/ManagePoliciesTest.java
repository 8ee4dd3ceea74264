package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.application.policy.PolicyDraft;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Role;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.testkit.TestGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Making policies. */
final class ManagePoliciesTest {
    private final TestGate gate = TestGate.create();
    private final ManagePolicies policies = gate.useCases().policies();

    @Test
    void only_owners_and_admins_make_change_and_remove_them() {
        PersonCaller senior = Policed.member(gate, "Sam", Role.SENIOR_REVIEWER);
        String id = policies.make(gate.admin(), Policed.min("rm *", 2)).policy().id();

        for (PersonCaller caller :
                List.of(senior, gate.reviewer(), gate.person(gate.org().auditor()))) {
            refused(ErrorCode.FORBIDDEN, "", () -> policies.make(caller, Policed.any("ls")));
            refused(ErrorCode.FORBIDDEN, "", () -> policies.edit(caller, id, Policed.any("ls")));
            refused(ErrorCode.FORBIDDEN, "", () -> policies.remove(caller, id));
            assertEquals(1, policies.list(caller).size());
        }
        policies.remove(gate.owner(), id);
        assertEquals(List.of(), policies.list(gate.owner()));
        refused(ErrorCode.NOT_FOUND, "", () -> policies.get(gate.owner(), id));
    }

    @Test
    void each_change_moves_the_gate_and_leaves_an_entry_that_says_what_changed() {
        long before = gate.ports().orgs().gateVersion(gate.org().org());
        String id = policies.make(gate.owner(), Policed.min("rm *", 2)).policy().id();
        var _ = policies.edit(gate.admin(), id, Policed.role("rm *", Role.OWNER));
        policies.remove(gate.owner(), id);

        assertEquals(before + 3, gate.ports().orgs().gateVersion(gate.org().org()));
        var last = gate.chain().subList(gate.chain().size() - 3, gate.chain().size());
        assertEquals(
                List.of("policy_created", "policy_updated", "policy_deleted"),
                last.stream().map(entry -> entry.fields().get("event")).toList());
        assertEquals(
                "min_approvers 2 for glob `rm *` on global from LOW",
                last.getFirst().fields().get("comment"));
        assertEquals(gate.admin().actor(), last.get(1).fields().get("decided_by"));
    }

    @Test
    void people_named_who_may_not_decide_are_refused() {
        PersonCaller auditor = gate.person(gate.org().auditor());
        PersonCaller removed = Policed.member(gate, "Sam", Role.OWNER);
        Policed.change(gate, removed, Role.OWNER, false);

        invalid("reviewer_ids", Policed.all("rm *", auditor));
        invalid("reviewer_ids", Policed.all("rm *", gate.owner(), removed));
    }

    @Test
    void more_approvals_than_people_can_be_asked_for_before_they_are_there_and_are_warned_of() {
        var four = policies.make(gate.owner(), Policed.min("rm *", 4));

        assertEquals(
                List.of("no command could be approved: it needs 4 approvals, and only 3 may decide it"),
                four.warnings());
    }

    @Test
    void what_only_some_agents_commands_could_never_meet_is_made_with_a_warning() {
        var three = policies.make(gate.owner(), Policed.min("rm *", 3));
        var named = policies.make(gate.owner(), Policed.all("rm *", gate.admin()));
        var fine = policies.make(gate.owner(), Policed.min("rm *", 2));

        assertTrue(three.warnings().getFirst().contains("only 2 may decide it"), three.toString());
        assertTrue(named.warnings().getFirst().contains("Adam, who stands behind it"), named.toString());
        assertEquals(List.of(), fine.warnings());
    }

    @Test
    void what_belongs_to_another_type_is_refused_and_not_overlooked() {
        Optional<String> owner = Optional.of("owner");
        OptionalInt none = OptionalInt.empty();

        invalid("role", Policed.draft("any_reviewer", "ls", none, owner, List.of()));
        invalid("role", Policed.draft("min_approvers", "ls", OptionalInt.of(1), owner, List.of()));
        invalid("reviewer_ids", Policed.draft("role_required", "ls", none, owner, List.of("user_1")));
        invalid(
                "approvals_required",
                Policed.draft("any_reviewer", "ls", OptionalInt.of(2), Optional.empty(), List.of()));
        invalid("approvals_required", Policed.draft("role_required", "ls", OptionalInt.of(2), owner, List.of()));
        invalid("type", Policed.draft("some", "ls", none, Optional.empty(), List.of()));
    }

    @Test
    void a_pattern_is_read_as_a_deny_rules_is() {
        invalid("pattern", Policed.any(""));
        invalid("pattern", Policed.any("ls; rm *"));
        invalid("pattern", Policed.any("ls 'x"));
        invalid("pattern", Policed.any("l\u200bs"));
        invalid("pattern", Policed.any("x".repeat(4_097)));
    }

    @Test
    void an_org_has_at_most_a_thousand() {
        ScopedPolicy one = policies.make(gate.owner(), Policed.any("c")).policy();
        List<OrgChange> more = new ArrayList<>();
        for (int i = 1; i < PolicySet.POLICIES_MAX; i++) {
            more.add(new OrgChange.PolicyMade(new ScopedPolicy(
                    one.id() + i,
                    one.policy(),
                    one.patternType(),
                    "c" + i,
                    one.scope(),
                    one.minRiskLevel(),
                    one.createdBy(),
                    one.createdAt())));
        }
        long _ = gate.ports().orgs().change(gate.org().org(), "system:setup", more);

        invalid("policies", Policed.any("one more"));
    }

    private void invalid(String field, PolicyDraft draft) {
        refused(ErrorCode.INVALID, field, () -> policies.make(gate.owner(), draft));
    }

    private static void refused(ErrorCode code, String field, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.field().orElse(""), refused.getMessage());
    }
}
