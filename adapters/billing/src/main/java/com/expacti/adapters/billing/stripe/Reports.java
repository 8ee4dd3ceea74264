package com.expacti.adapters.billing.stripe;

import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a customer's subscriptions come to. */
final class Reports {
    private Reports() {}

    /** The paid one of the highest plan; else the one whose payment failed; else none. */
    static Reported of(List<Subscription> subscriptions, StripeAccess access) {
        return subscriptions.stream()
                .map(one -> report(one, access))
                .filter(one -> one.payment() != Payment.NONE)
                .max(Comparator.comparing((Reported one) -> one.payment() == Payment.PAID)
                        .thenComparing(one -> one.plan().orElse(Plan.FREE)))
                .orElse(Reported.NOTHING);
    }

    private static Reported report(Subscription s, StripeAccess access) {
        List<SubscriptionItem> items =
                s.getItems() == null ? List.of() : s.getItems().getData();
        return new Reported(
                Optional.of(s.getId()),
                items.stream()
                        .flatMap(item -> Optional.ofNullable(item.getPrice()).stream())
                        .flatMap(price -> access.plan(price.getId()).stream())
                        .max(Comparator.naturalOrder()),
                payment(String.valueOf(s.getStatus())),
                items.stream()
                        .flatMap(item -> Optional.ofNullable(item.getCurrentPeriodStart()).stream())
                        .min(Comparator.naturalOrder())
                        .map(Instant::ofEpochSecond),
                items.stream()
                        .flatMap(item -> Optional.ofNullable(item.getCurrentPeriodEnd()).stream())
                        .max(Comparator.naturalOrder())
                        .map(Instant::ofEpochSecond),
                Boolean.TRUE.equals(s.getCancelAtPeriodEnd()));
    }

    /**
     * Stripe's statuses (API reference, "The Subscription object"). One that is not paid yet for the first time is none, and so
     * is a status that is not known: it gives nothing.
     */
    private static Payment payment(String status) {
        return switch (status) {
            case "active", "trialing" -> Payment.PAID;
            case "past_due", "unpaid" -> Payment.FAILED;
            default -> Payment.NONE;
        };
    }
}
