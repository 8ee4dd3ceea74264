package com.expacti.adapters.billing.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import com.expacti.testkit.FakeClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent to Stripe, and what its answers come to. */
final class StripePaymentsTest {
    private static final OrgId ORG = new OrgId("org_acme");

    private final StripeStub stripe = new StripeStub();
    private final StripePayments payments = new StripePayments(
            new StripeAccess(
                    "sk_test_secret",
                    "whsec_test",
                    List.of("price_pro", "price_pro_old"),
                    List.of("price_enterprise"),
                    stripe.base(),
                    "https://gate.example.com"),
            new FakeClock());

    @AfterEach
    void stop() {
        stripe.close();
    }

    @Test
    void a_customer_is_made_once_however_often_it_is_asked_for() {
        String first = payments.customer(ORG, "Acme", "ada@acme.example");
        String again = payments.customer(ORG, "Acme", "ada@acme.example");

        assertEquals(first, again);
        assertEquals("POST /v1/customers", stripe.last().call());
        assertEquals(Optional.of("customer-org_acme"), stripe.last().key());
        assertEquals("Acme", stripe.last().form().get("name"));
        assertEquals("ada@acme.example", stripe.last().form().get("email"));
        assertEquals("org_acme", stripe.last().form().get("metadata[org_id]"));
        assertEquals("Bearer sk_test_secret", stripe.last().authorization());
    }

    @Test
    void a_checkout_sells_one_pro_to_the_org_s_customer_and_comes_back_to_the_public_address() {
        String page = payments.checkout("cus_1", ORG, Plan.PRO, "checkout-org_acme-pro-1");

        assertTrue(page.startsWith("https://checkout.stripe.com/"), page);
        StripeStub.Asked asked = stripe.last();
        assertEquals("POST /v1/checkout/sessions", asked.call());
        assertEquals("subscription", asked.form().get("mode"));
        assertEquals("cus_1", asked.form().get("customer"));
        assertEquals("org_acme", asked.form().get("client_reference_id"));
        assertEquals("price_pro", asked.form().get("line_items[0][price]"));
        assertEquals("1", asked.form().get("line_items[0][quantity]"));
        assertEquals(
                "https://gate.example.com/app/billing?checkout=done",
                asked.form().get("success_url"));
        assertEquals(Optional.of("checkout-org_acme-pro-1"), asked.key());
    }

    @Test
    void the_same_key_gives_the_same_page() {
        String one = payments.checkout("cus_1", ORG, Plan.PRO, "key-1");

        assertEquals(one, payments.checkout("cus_1", ORG, Plan.PRO, "key-1"));
        assertFalse(one.equals(payments.checkout("cus_1", ORG, Plan.PRO, "key-2")));
    }

    @Test
    void the_portal_is_the_customer_s_own() {
        String page = payments.portal("cus_1");

        assertTrue(page.startsWith("https://billing.stripe.com/"), page);
        assertEquals("cus_1", stripe.last().form().get("customer"));
        assertEquals(
                "https://gate.example.com/app/billing", stripe.last().form().get("return_url"));
    }

    @Test
    void a_subscription_is_read_as_it_stands() {
        stripe.subscriptions(subscription("sub_1", "active", "price_pro"));

        Reported state = payments.state("cus_1");

        assertEquals("GET /v1/subscriptions", stripe.last().call());
        assertEquals("cus_1", stripe.last().form().get("customer"));
        assertEquals("all", stripe.last().form().get("status"));
        assertEquals(
                new Reported(
                        Optional.of("sub_1"),
                        Optional.of(Plan.PRO),
                        Payment.PAID,
                        Optional.of(Instant.ofEpochSecond(1793491200)),
                        Optional.of(Instant.ofEpochSecond(1796083200)),
                        false),
                state);
    }

    @Test
    void every_status_of_theirs_is_paid_failed_or_nothing() {
        for (String paid : List.of("active", "trialing")) {
            assertEquals(Payment.PAID, payment(paid), paid);
        }
        for (String failed : List.of("past_due", "unpaid")) {
            assertEquals(Payment.FAILED, payment(failed), failed);
        }
        for (String none : List.of("canceled", "incomplete", "incomplete_expired", "paused", "a_later_invention")) {
            assertEquals(Payment.NONE, payment(none), none);
        }
    }

    @Test
    void of_several_the_paid_one_of_the_highest_plan_counts() {
        stripe.subscriptions(String.join(
                ",",
                subscription("sub_1", "canceled", "price_enterprise"),
                subscription("sub_2", "past_due", "price_enterprise"),
                subscription("sub_3", "active", "price_pro_old"),
                subscription("sub_4", "incomplete", "price_pro")));

        Reported state = payments.state("cus_1");

        assertEquals(Optional.of("sub_3"), state.id());
        assertEquals(Optional.of(Plan.PRO), state.plan());
    }

    @Test
    void f5_in_the_middle_of_an_upgrade_the_higher_of_its_prices_counts() {
        stripe.subscriptions(subscription("sub_1", "active", "price_pro", "price_enterprise"));

        assertEquals(Optional.of(Plan.ENTERPRISE), payments.state("cus_1").plan());
    }

    @Test
    void a_price_of_another_product_stands_for_no_plan() {
        stripe.subscriptions(subscription("sub_1", "active", "price_of_mugs"));

        assertEquals(Optional.empty(), payments.state("cus_1").plan());
    }

    @Test
    void a_customer_without_a_subscription_has_none() {
        assertEquals(Reported.NOTHING, payments.state("cus_1"));
    }

    @Test
    void where_they_refuse_or_break_it_is_unavailable_and_nothing_of_theirs_is_passed_on() {
        for (int status : List.of(400, 401, 404, 500)) {
            stripe.failing(status);

            GateException refused = assertThrows(GateException.class, () -> payments.state("cus_1"));

            assertEquals(ErrorCode.UNAVAILABLE, refused.code());
            assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
        }
    }

    private Payment payment(String status) {
        stripe.subscriptions(subscription("sub_1", status, "price_pro"));
        return payments.state("cus_1").payment();
    }

    /** As the API reference shows a subscription, as far as it is read here. */
    private static String subscription(String id, String status, String... prices) {
        StringBuilder items = new StringBuilder();
        for (String price : prices) {
            items.append(items.isEmpty() ? "" : ",").append("""
                    {"id":"si_1","object":"subscription_item","quantity":1,"subscription":"%s",
                     "current_period_start":1793491200,"current_period_end":1796083200,
                     "price":{"id":"%s","object":"price","active":true,"currency":"usd","unit_amount":2900,
                              "recurring":{"interval":"month","interval_count":1},"type":"recurring"}}
                    """.formatted(id, price));
        }
        return """
                {"id":"%s","object":"subscription","status":"%s","customer":"cus_1","cancel_at_period_end":false,
                 "collection_method":"charge_automatically","currency":"usd","livemode":false,"metadata":{},
                 "items":{"object":"list","has_more":false,"url":"/v1/subscription_items","data":[%s]}}
                """.formatted(id, status, items);
    }
}
