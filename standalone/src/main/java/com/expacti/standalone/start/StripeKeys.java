package com.expacti.standalone.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How this instance is paid; without keys it has no plans and no limits.
 *
 * @param secretKey {@code EXPACTI_STRIPE_SECRET_KEY}
 * @param webhookSecret {@code EXPACTI_STRIPE_WEBHOOK_SECRET}
 * @param proPrices {@code EXPACTI_STRIPE_PRICE_PRO}, price ids by commas; the first is sold
 * @param enterprisePrices {@code EXPACTI_STRIPE_PRICE_ENTERPRISE}, price ids by commas
 * @param apiBase {@code EXPACTI_STRIPE_API_BASE}, by default Stripe's own
 */
public record StripeKeys(
        Optional<String> secretKey,
        Optional<String> webhookSecret,
        List<String> proPrices,
        List<String> enterprisePrices,
        Optional<String> apiBase) {
    public StripeKeys {
        proPrices = List.copyOf(proPrices);
        enterprisePrices = List.copyOf(enterprisePrices);
    }

    private static final StripeKeys NONE =
            new StripeKeys(Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    /** @throws StartFailure where some of what billing needs is there and some is not */
    static StripeKeys of(boolean evaluation, Map<String, String> environment) {
        if (evaluation) {
            return NONE;
        }
        StripeKeys keys = new StripeKeys(
                text(environment, "EXPACTI_STRIPE_SECRET_KEY"),
                text(environment, "EXPACTI_STRIPE_WEBHOOK_SECRET"),
                list(environment, "EXPACTI_STRIPE_PRICE_PRO"),
                list(environment, "EXPACTI_STRIPE_PRICE_ENTERPRISE"),
                text(environment, "EXPACTI_STRIPE_API_BASE"));
        boolean some = keys.secretKey().isPresent()
                || keys.webhookSecret().isPresent()
                || !keys.proPrices().isEmpty();
        boolean all = keys.secretKey().isPresent()
                && keys.webhookSecret().isPresent()
                && !keys.proPrices().isEmpty();
        if (some && !all) {
            throw new StartFailure("billing needs EXPACTI_STRIPE_SECRET_KEY, EXPACTI_STRIPE_WEBHOOK_SECRET and"
                    + " EXPACTI_STRIPE_PRICE_PRO; set all three, or none for an instance without plans");
        }
        return keys;
    }

    Map<String, Object> properties() {
        Map<String, Object> out = new HashMap<>();
        out.put("expacti.billing.plans", secretKey.isPresent());
        secretKey.ifPresent(key -> out.put("expacti.billing.stripe.secret-key", key));
        webhookSecret.ifPresent(secret -> out.put("expacti.billing.stripe.webhook-secret", secret));
        out.put("expacti.billing.stripe.pro-prices", proPrices);
        out.put("expacti.billing.stripe.enterprise-prices", enterprisePrices);
        apiBase.ifPresent(base -> out.put("expacti.billing.stripe.api-base", base));
        return out;
    }

    private static List<String> list(Map<String, String> environment, String name) {
        return text(environment, name).map(ids -> List.of(ids.split(","))).orElse(List.of());
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    @Override
    public String toString() {
        return "StripeKeys[" + (secretKey.isPresent() ? "there" : "none") + "]";
    }
}
