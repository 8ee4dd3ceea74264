package com.expacti.application.plan;

import com.expacti.application.failure.GateException;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.plan.Feature;
import com.expacti.domain.plan.InUse;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import java.time.Instant;
import java.util.OptionalLong;

/** The limits of a plan but for that of commands. What is there stays, also under a smaller plan; nothing is added beyond it. */
public final class PlanLimits {
    private PlanLimits() {}

    /**
     * Refuses a change that adds what the plan has no room for. To be asked in the transaction that makes the change, under the
     * chain head's lock, so that two changes at once do not both find the last place free.
     *
     * @throws GateException {@code plan_limit} naming {@code targets} or {@code reviewers}
     */
    public static void requireRoom(OrgPlan plan, InUse before, InUse after, Instant now) {
        require("targets", "target", plan, plan.at(now).targets(), before.targets(), after.targets(), now);
        require("reviewers", "reviewer", plan, plan.at(now).reviewers(), before.reviewers(), after.reviewers(), now);
    }

    private static void require(
            String limit, String one, OrgPlan plan, OptionalLong most, long before, long after, Instant now) {
        if (most.isPresent() && after > before && after > most.getAsLong()) {
            throw GateException.planLimit(
                    limit,
                    "the %s plan has room for %d %s; remove one, or upgrade under billing"
                            .formatted(
                                    plan.planAt(now).map(Plan::title).orElse(""),
                                    most.getAsLong(),
                                    most.getAsLong() == 1 ? one : limit));
        }
    }

    /** @throws GateException {@code plan_limit} naming the feature, where the org's plan does not include it */
    public static void require(OrgView view, Feature feature, Instant now) {
        if (!view.plan().at(now).includes(feature)) {
            throw GateException.planLimit(
                    feature.literal(),
                    "the %s plan does not include %s; upgrade under billing"
                            .formatted(
                                    view.plan().planAt(now).map(Plan::title).orElse(""),
                                    feature.literal().replace('_', ' ')));
        }
    }
}
