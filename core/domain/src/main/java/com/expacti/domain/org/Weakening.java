package com.expacti.domain.org;

import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which settings of a change let more through than before, ask less of people, or leave less behind. Whoever stole a sign-in
 * would begin with these. What is not here only asks more, or decides nothing: the name, backup reviewers (who are given no right),
 * a wait that ends in a denial.
 */
public final class Weakening {
    private Weakening() {}

    /** The fields as the wire names them, in a fixed order; empty where the change weakens nothing. */
    public static List<String> of(OrgSettings now, OrgSettings wanted) {
        List<String> out = new ArrayList<>();
        timeout(out, now, wanted);
        add(out, "auto_approve_below", isRaised(now.autoApproveBelow(), wanted.autoApproveBelow()));
        add(out, "anomaly_suspends_whitelist", now.anomalySuspendsWhitelist() && !wanted.anomalySuspendsWhitelist());
        anomalies(out, now.anomalies(), wanted.anomalies());
        add(out, "allow_self_approval", !now.allowSelfApproval() && wanted.allowSelfApproval());
        add(out, "require_totp", now.requireTotp() && !wanted.requireTotp());
        add(out, "require_step_up", now.requireStepUp() && !wanted.requireStepUp());
        add(out, "recording", now.keeping().recordings() && !wanted.keeping().recordings());
        add(
                out,
                "retention_days",
                keepsLess(now.keeping().retentionDays(), wanted.keeping().retentionDays()));
        return out;
    }

    private static void timeout(List<String> out, OrgSettings now, OrgSettings wanted) {
        boolean approves = wanted.timeoutAction() == TimeoutAction.APPROVE;
        // Where silence approves, a shorter wait hurries people past their chance to say no.
        add(out, "timeout_seconds", approves && wanted.timeout().compareTo(now.timeout()) < 0);
        add(out, "timeout_action", approves && now.timeoutAction() != TimeoutAction.APPROVE);
        // Also while it has no effect yet: whoever switches approving on later would find it raised.
        add(out, "timeout_approve_below", isRaised(now.timeoutApproveBelow(), wanted.timeoutApproveBelow()));
    }

    /** What an anomaly stops no rule and no threshold lets through unasked, so what finds fewer of them lets more through. */
    private static void anomalies(List<String> out, AnomalySettings now, AnomalySettings wanted) {
        boolean watched = now.operatingHours().isPresent();
        add(out, "operating_hours", watched && !wanted.operatingHours().equals(now.operatingHours()));
        add(out, "time_zone", watched && !wanted.timeZone().equals(now.timeZone()));
        for (AnomalyRule rule : AnomalyRule.values()) {
            add(
                    out,
                    "anomaly_rules." + rule.literal(),
                    !now.off().contains(rule) && wanted.off().contains(rule));
        }
    }

    private static boolean keepsLess(OptionalInt now, OptionalInt wanted) {
        return wanted.isPresent() && (now.isEmpty() || wanted.getAsInt() < now.getAsInt());
    }

    private static boolean isRaised(OptionalInt now, OptionalInt wanted) {
        return wanted.isPresent() && (now.isEmpty() || wanted.getAsInt() > now.getAsInt());
    }

    private static void add(List<String> out, String field, boolean weaker) {
        if (weaker) {
            out.add(field);
        }
    }
}
