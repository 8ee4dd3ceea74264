package com.expacti.application.billing;

import com.expacti.application.org.OrgChange;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription;

/** A change of subscription in words for the audit log. */
public final class PlanStory {
    private PlanStory() {}

    /** The change of plan that follows from the subscription. */
    public static OrgChange.PlanChanged change(Subscription before, Subscription after) {
        return new OrgChange.PlanChanged(after.orgPlan(), words(before, after));
    }

    private static String words(Subscription before, Subscription after) {
        String from = title(before) + " → " + title(after);
        return switch (after.payment()) {
            case PAID -> "plan " + from + ", paid";
            case FAILED ->
                "plan %s, a payment failed; from %s on only Free's limits hold"
                        .formatted(from, after.orgPlan().graceUntil().orElseThrow());
            case NONE -> "plan " + from + ", no subscription";
        };
    }

    private static String title(Subscription subscription) {
        return subscription.orgPlan().plan().map(Plan::title).orElse("none");
    }
}
