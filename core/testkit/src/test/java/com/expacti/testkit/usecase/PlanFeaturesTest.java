package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.plan.PlanLimits;
import com.expacti.application.policy.PolicyDraft;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.plan.InUse;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a plan includes beside commands: refused with the limit's name, and never taken away from what is there. */
final class PlanFeaturesTest {
    private final TestGate gate = TestGate.create();

    @Test
    void policies_for_more_than_one_person_are_enterprise_s() {
        gate.plan(OrgPlan.of(Plan.PRO));

        refused("multi_party_policies", () -> make(2));
        var one = make(1).policy();
        refused("multi_party_policies", () -> gate.useCases().policies().edit(gate.owner(), one.id(), draft(2)));

        gate.plan(OrgPlan.of(Plan.ENTERPRISE));
        assertEquals(2, make(2).policy().policy().approvalsRequired());
    }

    @Test
    void f5_after_a_downgrade_a_policy_stays_in_force_and_the_gate_opens_no_further() {
        gate.plan(OrgPlan.of(Plan.ENTERPRISE));
        var policy = make(2).policy();
        CommandId waiting = gate.submitted("make all");

        gate.plan(OrgPlan.of(Plan.FREE));

        CommandRecord after = gate.approve(gate.reviewer(), waiting);
        assertEquals("pending", after.status());
        assertEquals("approved", gate.approve(gate.owner(), waiting).status());
        CommandId next = gate.submitted("make more");
        assertEquals("pending", gate.approve(gate.reviewer(), next).status());
        assertEquals(
                policy.id(),
                gate.useCases()
                        .policies()
                        .list(gate.owner())
                        .getFirst()
                        .policy()
                        .id());
        gate.useCases().policies().remove(gate.owner(), policy.id());
    }

    @Test
    void f5_a_failed_payment_with_grace_over_keeps_policies_and_deny_rules_and_denials() {
        gate.plan(OrgPlan.of(Plan.ENTERPRISE));
        var _ = make(2);
        var _ = gate.forbid("rm -rf /");
        CommandId waiting = gate.submitted("make all");

        gate.plan(new OrgPlan(Optional.of(Plan.PRO), Optional.of(gate.clock().instant())));

        assertEquals(
                "deny_rule",
                gate.submit("rm -rf /").stored().decision().orElseThrow().via().literal());
        assertEquals("denied", gate.deny(waiting).status());
        CommandId next = gate.submitted("make more");
        assertEquals("pending", gate.approve(gate.reviewer(), next).status());
    }

    @Test
    void suggestions_are_pro_s() {
        gate.plan(OrgPlan.of(Plan.FREE));
        refused("suggestions", () -> gate.useCases().suggestions().list(gate.owner(), Optional.empty()));
        refused("suggestions", () -> gate.useCases().suggestions().get(gate.owner(), "sug_1"));

        gate.plan(OrgPlan.of(Plan.PRO));
        assertTrue(gate.useCases()
                .suggestions()
                .list(gate.owner(), Optional.empty())
                .isEmpty());
    }

    @Test
    void nothing_is_added_beyond_a_plan_and_nothing_taken_away_by_one() {
        OrgPlan free = OrgPlan.of(Plan.FREE);
        var now = FakeClock.START;

        PlanLimits.requireRoom(free, new InUse(0, 0), new InUse(1, 1), now);
        PlanLimits.requireRoom(free, new InUse(7, 9), new InUse(7, 9), now);
        PlanLimits.requireRoom(free, new InUse(7, 9), new InUse(6, 8), now);
        PlanLimits.requireRoom(OrgPlan.NONE, new InUse(7, 9), new InUse(80, 90), now);
        refused("targets", () -> PlanLimits.requireRoom(free, new InUse(1, 1), new InUse(2, 1), now));
        refused("reviewers", () -> PlanLimits.requireRoom(free, new InUse(1, 1), new InUse(1, 2), now));
        refused("reviewers", () -> PlanLimits.requireRoom(OrgPlan.of(Plan.PRO), new InUse(1, 5), new InUse(1, 6), now));
        OrgPlan over = new OrgPlan(Optional.of(Plan.PRO), Optional.of(now));
        refused("targets", () -> PlanLimits.requireRoom(over, new InUse(9, 1), new InUse(10, 1), now));
        PlanLimits.requireRoom(over, new InUse(9, 1), new InUse(10, 1), now.minus(Duration.ofSeconds(1)));
    }

    private com.expacti.application.policy.ManagePolicies.Listed make(int approvers) {
        return gate.useCases().policies().make(gate.owner(), draft(approvers));
    }

    private static PolicyDraft draft(int approvers) {
        return new PolicyDraft(
                "min_approvers",
                PatternType.GLOB,
                "make *",
                "global",
                RiskLevel.LOW,
                OptionalInt.of(approvers),
                Optional.empty(),
                List.of());
    }

    private static void refused(String limit, Executable asked) {
        GateException e = assertThrows(GateException.class, asked);
        assertEquals(ErrorCode.PLAN_LIMIT, e.code());
        assertEquals(Optional.of(limit), e.field());
    }
}
