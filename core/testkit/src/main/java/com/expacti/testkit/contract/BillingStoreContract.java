package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.billing.BillingStore;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link BillingStore} keeps what the payment service says: the latest, once, with its plan and its entry. */
public abstract class BillingStoreContract {
    private static final Optional<String> NO_EVENT = Optional.empty();

    private Store store;
    private BillingStore billing;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        billing = store.billing();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_org_that_never_paid_has_no_subscription_and_used_nothing() {
        assertEquals(Subscription.NONE, billing.subscription(scene.org));
        assertEquals(MonthlyUse.NOTHING, billing.use(scene.org));
        assertEquals(Optional.empty(), billing.orgOf("cus_of_nobody" + scene.org));
        assertFalse(billing.seen(scene.org, "evt_1"));
    }

    @Test
    final void an_org_keeps_the_first_customer_it_was_given() {
        String customer = "cus_" + store.ids().next();

        assertEquals(customer, billing.keepCustomer(scene.org, customer));
        assertEquals(customer, billing.keepCustomer(scene.org, customer + "x"));

        assertEquals(Optional.of(scene.org), billing.orgOf(customer));
        assertEquals(Optional.empty(), billing.orgOf(customer + "x"));
        assertEquals(Optional.of(customer), billing.subscription(scene.org).customer());
    }

    @Test
    final void what_is_reported_is_kept_and_changes_the_plan_with_an_entry_and_a_new_gate_version() {
        long before = scene.version();
        Instant end = billing.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30));
        Reported reported = new Reported(
                Optional.of("sub_1"),
                Optional.of(Plan.PRO),
                Payment.PAID,
                Optional.of(end.minus(Duration.ofDays(30))),
                Optional.of(end),
                true);

        OptionalLong version = billing.record(scene.org, Optional.of("evt_1"), billing.now(), reported);

        assertEquals(OptionalLong.of(scene.version()), version);
        assertTrue(scene.version() > before);
        Subscription kept = billing.subscription(scene.org);
        assertEquals(Plan.PRO, kept.plan());
        assertEquals(Optional.of(end), kept.periodEnd());
        assertTrue(kept.endsWithPeriod());
        AuditEntry entry = scene.chain().getLast();
        assertEquals("plan_changed", entry.fields().get("event"));
        assertEquals("system:billing", entry.fields().get("decided_by"));
        assertEquals("plan Free → Pro, paid", entry.fields().get("comment"));
    }

    @Test
    final void f5_the_same_message_again_changes_nothing() {
        var _ = billing.record(scene.org, Optional.of("evt_1"), billing.now(), reported(Plan.PRO, Payment.PAID));
        var _ = billing.record(scene.org, Optional.of("evt_2"), billing.now(), Reported.NOTHING);
        int entries = scene.chain().size();

        OptionalLong again =
                billing.record(scene.org, Optional.of("evt_1"), billing.now(), reported(Plan.PRO, Payment.PAID));

        assertEquals(OptionalLong.empty(), again);
        assertEquals(Payment.NONE, billing.subscription(scene.org).payment());
        assertEquals(entries, scene.chain().size());
        assertTrue(billing.seen(scene.org, "evt_1"));
    }

    @Test
    final void f5_what_was_asked_earlier_does_not_undo_what_was_asked_later() {
        Instant earlier = billing.now();
        Instant later = earlier.plusMillis(5);
        var _ = billing.record(scene.org, Optional.of("evt_2"), later, Reported.NOTHING);

        var late = billing.record(scene.org, Optional.of("evt_1"), earlier, reported(Plan.PRO, Payment.PAID));

        assertEquals(OptionalLong.empty(), late);
        assertEquals(Payment.NONE, billing.subscription(scene.org).payment());
        assertTrue(billing.seen(scene.org, "evt_1"));
    }

    @Test
    final void the_same_plan_again_is_no_change_of_the_gate() {
        var _ = billing.record(scene.org, NO_EVENT, billing.now(), reported(Plan.PRO, Payment.PAID));
        long version = scene.version();

        assertEquals(
                OptionalLong.empty(),
                billing.record(scene.org, NO_EVENT, billing.now(), reported(Plan.PRO, Payment.PAID)));
        assertEquals(version, scene.version());
    }

    @Test
    final void f5_of_32_at_once_one_deals_with_the_message() {
        Reported reported = reported(Plan.PRO, Payment.PAID);

        List<OptionalLong> changes =
                Race.run(_ -> () -> billing.record(scene.org, Optional.of("evt_1"), billing.now(), reported));

        assertEquals(1, changes.stream().filter(OptionalLong::isPresent).count());
        assertEquals(
                1,
                scene.chain().stream()
                        .filter(entry -> "plan_changed".equals(entry.fields().get("event")))
                        .count());
    }

    @Test
    final void a_failed_payment_is_written_with_the_day_its_grace_ends() {
        var _ = billing.record(scene.org, NO_EVENT, billing.now(), reported(Plan.PRO, Payment.PAID));

        var _ = billing.record(scene.org, NO_EVENT, billing.now(), reported(Plan.PRO, Payment.FAILED));

        String comment = String.valueOf(scene.chain().getLast().fields().get("comment"));
        assertTrue(comment.startsWith("plan Pro → Pro, a payment failed; from "), comment);
        assertTrue(billing.subscription(scene.org).unpaidSince().isPresent());
    }

    @Test
    final void whoever_was_not_asked_for_that_long_is_named_until_they_are() {
        Duration day = Duration.ofDays(1);
        assertFalse(
                billing.notAskedFor(Duration.ZERO, 10_000).contains(scene.org),
                "who never paid has nothing to ask for");
        var _ = billing.keepCustomer(scene.org, "cus_" + store.ids().next());
        assertTrue(billing.notAskedFor(day, 10_000).contains(scene.org));

        var _ = billing.record(scene.org, NO_EVENT, billing.now().minus(day), Reported.NOTHING);
        assertTrue(billing.notAskedFor(day, 10_000).contains(scene.org));
        assertEquals(1, billing.notAskedFor(day, 1).size());

        var _ = billing.record(scene.org, NO_EVENT, billing.now(), Reported.NOTHING);
        assertFalse(billing.notAskedFor(day, 10_000).contains(scene.org));
    }

    private static Reported reported(Plan plan, Payment payment) {
        return new Reported(
                Optional.of("sub_1"), Optional.of(plan), payment, Optional.empty(), Optional.empty(), false);
    }
}
