package com.expacti.adapters.billing.stripe;

import com.expacti.domain.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * How this instance speaks to Stripe.
 *
 * @param secretKey of the API
 * @param webhookSecret by which its messages are signed
 * @param proPrices ids of the prices that stand for Pro; the first is what a checkout sells
 * @param enterprisePrices ids of the prices that stand for Enterprise
 * @param apiBase where the API is
 * @param publicUrl where people reach this instance
 */
public record StripeAccess(
        String secretKey,
        String webhookSecret,
        List<String> proPrices,
        List<String> enterprisePrices,
        String apiBase,
        String publicUrl) {
    public StripeAccess {
        proPrices = List.copyOf(proPrices);
        enterprisePrices = List.copyOf(enterprisePrices);
        if (secretKey.isBlank() || webhookSecret.isBlank() || proPrices.isEmpty()) {
            throw new IllegalArgumentException(
                    "billing needs a secret key, a webhook secret and the id of at least one price for Pro");
        }
    }

    /** Empty for a price that stands for no plan of ours. */
    Optional<Plan> plan(String price) {
        if (enterprisePrices.contains(price)) {
            return Optional.of(Plan.ENTERPRISE);
        }
        return proPrices.contains(price) ? Optional.of(Plan.PRO) : Optional.empty();
    }

    @Override
    public String toString() {
        return "StripeAccess[" + apiBase + "]";
    }
}
