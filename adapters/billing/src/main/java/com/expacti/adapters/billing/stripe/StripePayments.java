package com.expacti.adapters.billing.stripe;

import com.expacti.application.billing.Payments;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription.Reported;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.InstantSource;

/** Stripe. Nothing here decides anything: it asks, and passes on what was answered. */
public final class StripePayments implements Payments {
    private static final int CONNECT_MS = 3_000;
    private static final int READ_MS = 10_000;
    private static final long SUBSCRIPTIONS_MAX = 20;

    private final StripeAccess access;
    private final StripeClient client;
    private final SignedEvents events;

    public StripePayments(StripeAccess access, InstantSource clock) {
        this.access = access;
        this.client = StripeClient.builder()
                .setApiKey(access.secretKey())
                .setApiBase(access.apiBase())
                .setConnectTimeout(CONNECT_MS)
                .setReadTimeout(READ_MS)
                .setMaxNetworkRetries(1)
                .build();
        this.events = new SignedEvents(access.webhookSecret(), clock);
    }

    @FunctionalInterface
    private interface Call<T> {
        T get() throws StripeException;
    }

    @Override
    public String customer(OrgId org, String name, String email) {
        CustomerCreateParams params = CustomerCreateParams.builder()
                .setName(name)
                .setEmail(email)
                .putMetadata("org_id", org.value())
                .build();
        return ask(() ->
                client.customers().create(params, keyed("customer-" + org)).getId());
    }

    @Override
    public String checkout(String customer, OrgId org, Plan plan, String key) {
        SessionCreateParams params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setCustomer(customer)
                .setClientReferenceId(org.value())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(access.proPrices().getFirst())
                        .setQuantity(1L)
                        .build())
                .setSuccessUrl(access.publicUrl() + "/app/billing?checkout=done")
                .setCancelUrl(access.publicUrl() + "/app/billing?checkout=cancelled")
                .build();
        return ask(() -> client.checkout().sessions().create(params, keyed(key)).getUrl());
    }

    @Override
    public String portal(String customer) {
        var params = com.stripe.param.billingportal.SessionCreateParams.builder()
                .setCustomer(customer)
                .setReturnUrl(access.publicUrl() + "/app/billing")
                .build();
        return ask(() -> client.billingPortal().sessions().create(params).getUrl());
    }

    @Override
    public Reported state(String customer) {
        SubscriptionListParams params = SubscriptionListParams.builder()
                .setCustomer(customer)
                .setStatus(SubscriptionListParams.Status.ALL)
                .setLimit(SUBSCRIPTIONS_MAX)
                .build();
        return ask(() -> Reports.of(client.subscriptions().list(params).getData(), access));
    }

    @Override
    public Notification verified(String body, String signature) {
        return events.verified(body, signature);
    }

    private static RequestOptions keyed(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /** What Stripe said of a failure may hold what was sent, and is not passed on. */
    private static <T> T ask(Call<T> call) {
        try {
            return call.get();
        } catch (StripeException e) {
            var refused = new GateException(
                    ErrorCode.UNAVAILABLE,
                    "the payment service did not do what it was asked; nothing changed, try again");
            refused.initCause(e);
            throw refused;
        }
    }
}
