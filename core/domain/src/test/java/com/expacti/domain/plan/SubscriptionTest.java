package com.expacti.domain.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void what_is_paid_is_the_plan() {
        assertEquals(
                OrgPlan.of(Plan.PRO),
                after(Subscription.NONE, Plan.PRO, Payment.PAID, NOW).orgPlan());
        assertEquals(
                OrgPlan.of(Plan.ENTERPRISE),
                after(Subscription.NONE, Plan.ENTERPRISE, Payment.PAID, NOW).orgPlan());
    }

    @Test
    void f5_a_failed_payment_leaves_the_plan_for_fourteen_days_counted_once() {
        Subscription failed = after(Subscription.NONE, Plan.PRO, Payment.FAILED, NOW);
        Subscription still = after(failed, Plan.PRO, Payment.FAILED, NOW.plus(Duration.ofDays(7)));

        assertEquals(new OrgPlan(Optional.of(Plan.PRO), Optional.of(NOW.plus(Duration.ofDays(14)))), still.orgPlan());
        assertEquals(Optional.of(Plan.PRO), still.orgPlan().planAt(NOW.plus(Duration.ofDays(13))));
        assertEquals(Optional.of(Plan.FREE), still.orgPlan().planAt(NOW.plus(Duration.ofDays(14))));
    }

    @Test
    void a_payment_that_comes_after_all_ends_the_grace_and_the_next_failure_has_its_own() {
        Subscription failed = after(Subscription.NONE, Plan.PRO, Payment.FAILED, NOW);
        Subscription paid = after(failed, Plan.PRO, Payment.PAID, NOW.plusSeconds(60));
        Instant later = NOW.plus(Duration.ofDays(30));

        assertEquals(OrgPlan.of(Plan.PRO), paid.orgPlan());
        assertEquals(
                Optional.of(later.plus(Duration.ofDays(14))),
                after(paid, Plan.PRO, Payment.FAILED, later).orgPlan().graceUntil());
    }

    @Test
    void an_ended_subscription_is_free_and_keeps_the_customer() {
        Subscription paid = after(Subscription.NONE.withCustomer("cus_1"), Plan.PRO, Payment.PAID, NOW);

        Subscription ended = paid.with(Reported.NOTHING, NOW);

        assertEquals(OrgPlan.of(Plan.FREE), ended.orgPlan());
        assertEquals(Optional.of("cus_1"), ended.customer());
    }

    @Test
    void a_price_that_stands_for_no_plan_gives_none() {
        Reported unknown = new Reported(
                Optional.of("sub_1"), Optional.empty(), Payment.PAID, Optional.empty(), Optional.empty(), false);

        assertEquals(OrgPlan.of(Plan.FREE), Subscription.NONE.with(unknown, NOW).orgPlan());
    }

    private static Subscription after(Subscription before, Plan plan, Payment payment, Instant now) {
        return before.with(
                new Reported(
                        Optional.of("sub_1"), Optional.of(plan), payment, Optional.empty(), Optional.empty(), false),
                now);
    }
}
