package com.expacti.standalone.wiring;

import com.expacti.adapters.billing.stripe.StripeAccess;
import com.expacti.adapters.billing.stripe.StripePayments;
import com.expacti.application.billing.Payments;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Stripe, where this instance has its keys. */
@Singleton
final class StripeBilling {
    private final Optional<Payments> payments;

    StripeBilling(
            @Property(name = "expacti.billing.stripe.secret-key") Optional<String> secretKey,
            @Property(name = "expacti.billing.stripe.webhook-secret") Optional<String> webhookSecret,
            @Property(name = "expacti.billing.stripe.pro-prices") Optional<List<String>> proPrices,
            @Property(name = "expacti.billing.stripe.enterprise-prices") Optional<List<String>> enterprisePrices,
            @Property(name = "expacti.billing.stripe.api-base") Optional<String> apiBase,
            @Property(name = "expacti.public-url", defaultValue = "http://localhost:${micronaut.server.port}")
                    String publicUrl,
            InstantSource clock) {
        this.payments = secretKey.map(key -> new StripePayments(
                new StripeAccess(
                        key,
                        webhookSecret.orElse(""),
                        proPrices.orElse(List.of()),
                        enterprisePrices.orElse(List.of()),
                        apiBase.orElse("https://api.stripe.com"),
                        publicUrl),
                clock));
    }

    Optional<Payments> payments() {
        return payments;
    }
}
