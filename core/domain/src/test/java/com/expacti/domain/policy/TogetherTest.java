package com.expacti.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ApprovalPolicy.Together;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a line takes whose commands fall under several policies. */
final class TogetherTest {
    private static final UserId ANN = new UserId("user_ann");
    private static final UserId BEN = new UserId("user_ben");

    @Test
    void of_two_roles_the_higher_is_asked_for_whichever_comes_first() {
        RoleRequired reviewer = new RoleRequired(Role.REVIEWER);
        RoleRequired admin = new RoleRequired(Role.ADMIN);

        assertEquals(admin, ApprovalPolicy.together(List.of(reviewer, admin)));
        assertEquals(admin, ApprovalPolicy.together(List.of(admin, reviewer)));
        assertEquals(admin, ApprovalPolicy.together(List.of(admin, admin)));
    }

    @Test
    void of_two_counts_the_greater_and_of_two_lists_of_people_all_of_both() {
        assertEquals(new MinApprovers(3), ApprovalPolicy.together(List.of(new MinApprovers(3), new MinApprovers(2))));
        assertEquals(
                new AllOf(Set.of(ANN, BEN)),
                ApprovalPolicy.together(List.of(new AllOf(Set.of(ANN)), new AllOf(Set.of(BEN)))));
    }

    @Test
    void any_reviewer_adds_nothing_to_a_policy_that_asks_for_more() {
        assertEquals(new MinApprovers(1), ApprovalPolicy.together(List.of(ApprovalPolicy.ANY, new MinApprovers(1))));
        assertEquals(ApprovalPolicy.ANY, ApprovalPolicy.together(List.of(ApprovalPolicy.ANY, ApprovalPolicy.ANY)));
        assertEquals(ApprovalPolicy.ANY, ApprovalPolicy.together(List.of()));
    }

    @Test
    void each_policy_has_its_word_and_says_how_many_approvals_it_takes_at_least() {
        assertEquals("any_reviewer 1", told(ApprovalPolicy.ANY));
        assertEquals("min_approvers 20", told(new MinApprovers(20)));
        assertEquals("role_required 1", told(new RoleRequired(Role.REVIEWER)));
        assertEquals("all_of 2", told(new AllOf(Set.of(ANN, BEN))));
    }

    private static String told(ApprovalPolicy policy) {
        return policy.literal() + " " + policy.approvalsRequired();
    }

    @Test
    void a_policy_that_nobody_could_meet_or_anybody_would_cannot_be_made() {
        assertThrows(IllegalArgumentException.class, () -> new MinApprovers(0));
        assertThrows(IllegalArgumentException.class, () -> new MinApprovers(21));
        assertThrows(IllegalArgumentException.class, () -> new RoleRequired(Role.AUDITOR));
        assertThrows(IllegalArgumentException.class, () -> new AllOf(Set.of()));
    }

    @Test
    void of_several_the_first_that_asks_for_more_than_any_reviewer_is_shown() {
        ScopedPolicy mild = scoped("pol_mild", ApprovalPolicy.ANY);
        ScopedPolicy strict = scoped("pol_strict", new MinApprovers(2));
        ScopedPolicy role = scoped("pol_role", new RoleRequired(Role.ADMIN));

        assertEquals(Optional.of("pol_strict"), new PolicyChoice(List.of(mild, strict, role)).id());
        assertEquals(Optional.of("pol_mild"), new PolicyChoice(List.of(mild)).id());
        assertEquals(Optional.empty(), PolicyChoice.NONE.id());
        assertEquals(
                ApprovalPolicy.together(List.of(strict.policy(), role.policy())),
                new PolicyChoice(List.of(mild, strict, role)).policy());
    }

    private static ScopedPolicy scoped(String id, ApprovalPolicy policy) {
        return new ScopedPolicy(
                id, policy, PatternType.GLOB, "git *", new RuleScope.Global(), RiskLevel.LOW, ANN, Instant.EPOCH);
    }

    @Test
    void what_is_already_several_at_once_is_taken_apart_and_joined_anew() {
        ApprovalPolicy first = ApprovalPolicy.together(List.of(new MinApprovers(2), new RoleRequired(Role.ADMIN)));
        ApprovalPolicy both = ApprovalPolicy.together(List.of(first, new MinApprovers(4), new AllOf(Set.of(ANN))));

        assertEquals(new Together(List.of(new RoleRequired(Role.ADMIN), new MinApprovers(2))), first);
        assertEquals(
                new Together(List.of(new AllOf(Set.of(ANN)), new RoleRequired(Role.ADMIN), new MinApprovers(4))), both);
        assertEquals("all_of", both.literal());
        assertEquals(4, both.approvalsRequired());
    }
}
