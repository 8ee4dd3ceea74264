package com.expacti.application.org;

import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What a change of settings changes, a line each, for the audit log and for whoever signs for it. */
final class Differences {
    private Differences() {}

    /** In a fixed order, without a line feed in any, as long as the settings were checked. */
    static List<String> of(OrgSettings now, OrgSettings wanted) {
        List<String> out = new ArrayList<>();
        difference(out, "name", now.name(), wanted.name());
        difference(
                out,
                "timeout_seconds",
                now.timeout().toSeconds(),
                wanted.timeout().toSeconds());
        difference(
                out,
                "timeout_action",
                now.timeoutAction().literal(),
                wanted.timeoutAction().literal());
        difference(out, "backup_reviewer_ids", text(now.backupReviewers()), text(wanted.backupReviewers()));
        difference(out, "timeout_approve_below", text(now.timeoutApproveBelow()), text(wanted.timeoutApproveBelow()));
        difference(out, "auto_approve_below", text(now.autoApproveBelow()), text(wanted.autoApproveBelow()));
        difference(
                out, "anomaly_suspends_whitelist", now.anomalySuspendsWhitelist(), wanted.anomalySuspendsWhitelist());
        anomalies(out, now.anomalies(), wanted.anomalies());
        difference(out, "allow_self_approval", now.allowSelfApproval(), wanted.allowSelfApproval());
        difference(out, "require_totp", now.requireTotp(), wanted.requireTotp());
        keeping(out, now.keeping(), wanted.keeping());
        difference(out, "require_step_up", now.requireStepUp(), wanted.requireStepUp());
        return out;
    }

    private static void keeping(List<String> out, Keeping now, Keeping wanted) {
        difference(out, "recording", now.recordings() ? "on" : "off", wanted.recordings() ? "on" : "off");
        difference(out, "retention_days", days(now.retentionDays()), days(wanted.retentionDays()));
    }

    private static String days(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : "for ever";
    }

    private static void anomalies(List<String> out, AnomalySettings now, AnomalySettings wanted) {
        difference(out, "operating_hours", text(now.operatingHours()), text(wanted.operatingHours()));
        difference(out, "time_zone", now.timeZone().getId(), wanted.timeZone().getId());
        for (AnomalyRule rule : AnomalyRule.values()) {
            difference(
                    out,
                    "anomaly_rules." + rule.literal(),
                    !now.off().contains(rule),
                    !wanted.off().contains(rule));
        }
    }

    private static String text(List<UserId> people) {
        return people.isEmpty() ? "none" : people.stream().map(UserId::value).collect(Collectors.joining(" "));
    }

    private static String text(Optional<OperatingHours> hours) {
        return hours.map(h -> h.windows().stream()
                        .map(OperatingHours.Window::toString)
                        .collect(Collectors.joining("; ")))
                .orElse("at any time");
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "off";
    }

    private static void difference(List<String> out, String field, Object now, Object wanted) {
        if (!now.equals(wanted)) {
            out.add("%s %s → %s".formatted(field, now, wanted));
        }
    }
}
