package com.expacti.api.billing;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.billing.ManageBilling.Standing;
import com.expacti.domain.plan.Allowance;
import com.expacti.domain.plan.Feature;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription;
import com.expacti.domain.plan.Subscription.Payment;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** An org's plan, what of it is used, and how it is paid. */
final class BillingBody {
    private BillingBody() {}

    static JsonNode of(Standing standing) {
        OrgPlan plan = standing.view().plan();
        Allowance allowance = plan.at(standing.now());
        Subscription paid = standing.subscription();
        return JsonObject.object()
                .put("configured", standing.configured())
                .put("plan", plan.planAt(standing.now()).map(Plan::literal))
                .put("status", status(paid.payment()))
                .put(
                        "paid_plan",
                        paid.payment() == Payment.NONE
                                ? Optional.empty()
                                : Optional.of(paid.plan().literal()))
                .putNode("period_start", Moments.RFC_3339.of(paid.periodStart()))
                .putNode("period_end", Moments.RFC_3339.of(paid.periodEnd()))
                .put("cancel_at_period_end", paid.endsWithPeriod())
                .putNode("grace_until", Moments.RFC_3339.of(plan.graceUntil()))
                .put("limits", limits(standing, allowance))
                .put("history_days", days(allowance))
                .putTexts(
                        "features",
                        allowance.features().stream()
                                .map(Feature::literal)
                                .sorted()
                                .toList())
                .node();
    }

    private static String status(Payment payment) {
        return switch (payment) {
            case NONE -> "none";
            case PAID -> "active";
            case FAILED -> "past_due";
        };
    }

    private static OptionalLong days(Allowance allowance) {
        return allowance
                .history()
                .map(history -> OptionalLong.of(history.toDays()))
                .orElse(OptionalLong.empty());
    }

    private static JsonObject limits(Standing standing, Allowance allowance) {
        Instant next =
                standing.use().month().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return JsonObject.object()
                .put("targets", limit(allowance.targets(), standing.inUse().targets()))
                .put("reviewers", limit(allowance.reviewers(), standing.inUse().reviewers()))
                .put(
                        "commands",
                        limit(allowance.commandsPerMonth(), standing.use().commands())
                                .put("month", standing.use().month().toString())
                                .putNode("resets_at", Moments.RFC_3339.of(Optional.of(next))));
    }

    /** A limit that is not there is left out. */
    private static JsonObject limit(OptionalLong most, long used) {
        return JsonObject.object().put("used", used).put("limit", most);
    }
}
