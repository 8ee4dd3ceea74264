package com.expacti.domain.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * The plan an org is on.
 *
 * @param plan empty where the instance has no billing configured: then nothing is limited and nothing counted
 * @param graceUntil a payment failed: from then on {@link Plan#FREE} is all there is
 */
public record OrgPlan(Optional<Plan> plan, Optional<Instant> graceUntil) {
    public static final OrgPlan NONE = new OrgPlan(Optional.empty(), Optional.empty());

    public static OrgPlan of(Plan plan) {
        return new OrgPlan(Optional.of(plan), Optional.empty());
    }

    /** Whether commands are counted. */
    public boolean counts() {
        return plan.isPresent();
    }

    /** What holds at that moment; empty without billing. */
    public Optional<Plan> planAt(Instant now) {
        boolean over = graceUntil.filter(until -> !now.isBefore(until)).isPresent();
        return over ? plan.map(_ -> Plan.FREE) : plan;
    }

    public Allowance at(Instant now) {
        return planAt(now).map(Plan::allowance).orElse(Allowance.UNLIMITED);
    }
}
