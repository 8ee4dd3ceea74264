package com.expacti.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an org pays for, as the payment service said last.
 *
 * @param customer the org's id there; empty before its first checkout
 * @param id of the subscription there
 * @param plan what it is for, whether or not it is paid
 * @param periodStart of the time that is paid for
 * @param endsWithPeriod somebody cancelled: it holds until the period ends
 * @param unpaidSince when a payment was first known to have failed
 */
public record Subscription(
        Optional<String> customer,
        Optional<String> id,
        Plan plan,
        Payment payment,
        Optional<Instant> periodStart,
        Optional<Instant> periodEnd,
        boolean endsWithPeriod,
        Optional<Instant> unpaidSince) {
    /** How long a plan holds after a payment failed. */
    public static final Duration GRACE = Duration.ofDays(14);

    public static final Subscription NONE = new Subscription(
            Optional.empty(),
            Optional.empty(),
            Plan.FREE,
            Payment.NONE,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());

    /** How it stands with the money. */
    public enum Payment {
        /** Nothing is to be paid: there is no subscription, or no more. */
        NONE,
        PAID,
        /** A payment failed and may come yet. */
        FAILED
    }

    /**
     * What the payment service says now.
     *
     * @param plan empty for a price that stands for no plan of ours
     */
    public record Reported(
            Optional<String> id,
            Optional<Plan> plan,
            Payment payment,
            Optional<Instant> periodStart,
            Optional<Instant> periodEnd,
            boolean endsWithPeriod) {
        public static final Reported NOTHING = new Reported(
                Optional.empty(), Optional.empty(), Payment.NONE, Optional.empty(), Optional.empty(), false);
    }

    /** The same org with what was reported. A payment that goes on failing gets no new grace. */
    public Subscription with(Reported reported, Instant now) {
        boolean failed = reported.payment() == Payment.FAILED;
        return new Subscription(
                customer,
                reported.id(),
                reported.plan().orElse(Plan.FREE),
                reported.payment(),
                reported.periodStart(),
                reported.periodEnd(),
                reported.endsWithPeriod(),
                failed ? unpaidSince.or(() -> Optional.of(now)) : Optional.empty());
    }

    public Subscription withCustomer(String known) {
        return new Subscription(
                Optional.of(known), id, plan, payment, periodStart, periodEnd, endsWithPeriod, unpaidSince);
    }

    /** The plan that follows. */
    public OrgPlan orgPlan() {
        return switch (payment) {
            case NONE -> OrgPlan.of(Plan.FREE);
            case PAID -> OrgPlan.of(plan);
            case FAILED -> new OrgPlan(Optional.of(plan), unpaidSince.map(since -> since.plus(GRACE)));
        };
    }
}
