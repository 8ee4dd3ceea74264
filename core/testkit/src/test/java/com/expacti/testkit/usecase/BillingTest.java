package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.billing.ManageBilling;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.testkit.FakePayments;
import com.expacti.testkit.InMemoryBillingStore;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Paying, not paying, and messages about it that come twice, late and in another order. */
final class BillingTest {
    private final TestGate gate = TestGate.create();
    private final FakePayments payments = new FakePayments();
    private final InMemoryBillingStore store =
            new InMemoryBillingStore(gate.ports().database());
    private final ManageBilling billing = over(Optional.of(payments));

    private ManageBilling over(Optional<com.expacti.application.billing.Payments> service) {
        return new ManageBilling(
                service, store, gate.useCases().views(), gate.useCases().announcer(), gate.clock());
    }

    @Test
    void a_checkout_makes_the_customer_known_before_the_page_is_shown() {
        String page = billing.checkout(gate.owner(), Plan.PRO);

        assertTrue(page.startsWith("https://pay.example/checkout/"), page);
        assertEquals(
                Optional.of(gate.org().org()),
                store.orgOf(payments.customerOf(gate.org().org())));
    }

    @Test
    void two_clicks_lead_to_one_page() {
        assertEquals(billing.checkout(gate.owner(), Plan.PRO), billing.checkout(gate.owner(), Plan.PRO));
    }

    @Test
    void who_pays_already_is_sent_to_the_portal_even_before_any_message_came() {
        var _ = billing.checkout(gate.owner(), Plan.PRO);
        payments.says(Plan.PRO, Payment.PAID);

        refused(ErrorCode.CONFLICT, () -> billing.checkout(gate.owner(), Plan.PRO));

        assertEquals("pro", plan());
        assertTrue(billing.portal(gate.owner()).startsWith("https://pay.example/portal/"));
    }

    @Test
    void what_no_message_told_is_found_a_day_later() {
        var _ = billing.checkout(gate.owner(), Plan.PRO);
        payments.says(Plan.PRO, Payment.PAID);
        assertEquals(0, billing.catchUp(10), "they were asked for a moment ago");

        gate.clock().advance(Duration.ofDays(1));
        payments.fail(true);
        assertEquals(0, billing.catchUp(10));
        payments.fail(false);
        assertEquals(1, billing.catchUp(10));

        assertEquals("pro", plan());
        assertEquals(0, billing.catchUp(10));
        assertEquals(0, over(Optional.empty()).catchUp(10));
    }

    @Test
    void owners_and_billing_see_billing_and_nobody_else() {
        refused(ErrorCode.FORBIDDEN, () -> billing.get(gate.admin()));
        refused(ErrorCode.FORBIDDEN, () -> billing.checkout(gate.admin(), Plan.PRO));
        refused(ErrorCode.FORBIDDEN, () -> billing.portal(gate.reviewer()));
        assertTrue(billing.get(gate.owner()).configured());
    }

    @Test
    void only_pro_is_bought_here() {
        refused(ErrorCode.INVALID, () -> billing.checkout(gate.owner(), Plan.FREE));
        refused(ErrorCode.INVALID, () -> billing.checkout(gate.owner(), Plan.ENTERPRISE));
        refused(ErrorCode.CONFLICT, () -> billing.portal(gate.owner()));
    }

    @Test
    void without_billing_there_is_nothing_to_pay_and_nobody_to_hear() {
        ManageBilling none = over(Optional.empty());

        assertFalse(none.get(gate.owner()).configured());
        refused(ErrorCode.NOT_FOUND, () -> none.checkout(gate.owner(), Plan.PRO));
        refused(ErrorCode.NOT_FOUND, () -> none.portal(gate.owner()));
        refused(ErrorCode.NOT_FOUND, () -> none.receive("{}", "signed"));
    }

    @Test
    void f5_a_message_without_their_signature_changes_nothing() {
        paid();
        payments.says(Plan.FREE, Payment.NONE);

        refused(
                ErrorCode.BAD_MESSAGE,
                () -> billing.receive(message("evt_9", "customer.subscription.deleted"), "forged"));

        assertEquals("pro", plan());
    }

    @Test
    void f5_a_message_is_no_truth_what_they_answer_is() {
        paid();

        billing.receive(message("evt_8", "customer.subscription.deleted"), FakePayments.SIGNED);

        assertEquals("pro", plan());
    }

    @Test
    void f5_messages_in_any_order_and_twice_end_where_they_stand() {
        paid();
        payments.says(Plan.PRO, Payment.FAILED);
        for (String event : new String[] {"evt_5", "evt_3", "evt_5", "evt_4", "evt_3"}) {
            billing.receive(message(event, "invoice.payment_failed"), FakePayments.SIGNED);
        }
        payments.says(Plan.PRO, Payment.PAID);
        billing.receive(message("evt_2", "invoice.paid"), FakePayments.SIGNED);
        int asked = payments.asked();

        billing.receive(message("evt_5", "invoice.payment_failed"), FakePayments.SIGNED);

        assertEquals(asked, payments.asked());
        assertEquals("pro", plan());
        assertEquals(Payment.PAID, billing.get(gate.owner()).subscription().payment());
        long changes = gate.chain().stream()
                .filter(entry -> "plan_changed".equals(entry.fields().get("event")))
                .count();
        assertEquals(3, changes, "paid, failed, paid");
    }

    @Test
    void f5_a_failed_payment_holds_through_its_grace_then_free_s_limits_do_and_nothing_opens() {
        paid();
        var _ = gate.allow("git status");
        var _ = gate.forbid("rm -rf /");
        CommandId waiting = gate.submitted("make all");
        payments.says(Plan.PRO, Payment.FAILED);
        billing.receive(message("evt_3", "invoice.payment_failed"), FakePayments.SIGNED);
        for (int i = 0; i < 120; i++) {
            assertEquals("approved", gate.submit("git status").stored().status());
        }

        assertEquals("denied", gate.deny(waiting).status());
        gate.clock().advance(Duration.ofDays(14));

        assertEquals("free", plan());
        assertEquals("plan_limit", via("git status"));
        assertEquals("plan_limit", via("rm -rf /"));
        payments.says(Plan.PRO, Payment.PAID);
        billing.receive(message("evt_4", "invoice.paid"), FakePayments.SIGNED);
        assertEquals("whitelist", via("git status"));
        assertEquals("deny_rule", via("rm -rf /"));
    }

    @Test
    void f5_while_they_do_not_answer_the_message_is_theirs_to_send_again_and_the_gate_goes_on() {
        paid();
        var _ = gate.forbid("rm -rf /");
        payments.fail(true);

        refused(ErrorCode.UNAVAILABLE, () -> billing.receive(message("evt_3", "invoice.paid"), FakePayments.SIGNED));

        assertEquals("deny_rule", via("rm -rf /"));
        assertFalse(store.seen(gate.org().org(), "evt_3"));
        payments.fail(false);
        billing.receive(message("evt_3", "invoice.paid"), FakePayments.SIGNED);
        assertTrue(store.seen(gate.org().org(), "evt_3"));
    }

    @Test
    void messages_about_others_and_other_things_are_not_asked_about() {
        paid();
        int asked = payments.asked();

        billing.receive("evt_6 invoice.paid cus_of_another", FakePayments.SIGNED);
        billing.receive(message("evt_7", "customer.tax_id.created"), FakePayments.SIGNED);

        assertEquals(asked, payments.asked());
    }

    private void paid() {
        var _ = billing.checkout(gate.owner(), Plan.PRO);
        payments.says(Plan.PRO, Payment.PAID);
        billing.receive(message("evt_1", "checkout.session.completed"), FakePayments.SIGNED);
        assertEquals("pro", plan());
    }

    private String message(String id, String type) {
        return id + " " + type + " " + payments.customerOf(gate.org().org());
    }

    private String plan() {
        ManageBilling.Standing standing = billing.get(gate.owner());
        return standing.view().plan().planAt(standing.now()).map(Plan::literal).orElse("none");
    }

    private String via(String command) {
        return gate.submit(command).stored().decision().orElseThrow().via().literal();
    }

    private static void refused(ErrorCode code, Executable asked) {
        assertEquals(code, assertThrows(GateException.class, asked).code());
    }
}
