package com.expacti.api.org;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A change of settings as JSON brings it. */
final class SettingsFields {
    private SettingsFields() {}

    /**
     * The settings with the change in them. A field that is absent stays as it is; a threshold or a retention that is
     * {@code null} is switched off, and {@code null} anywhere else is the same as absent.
     *
     * @throws GateException {@code bad_message invalid}
     */
    static OrgSettings merged(OrgSettings now, JsonNode body) {
        Fields fields = Fields.of(body);
        OptionalInt timeout = fields.optionalInt("timeout_seconds");
        return new OrgSettings(
                fields.optionalText("name").orElse(now.name()),
                timeout.isPresent() ? Duration.ofSeconds(timeout.getAsInt()) : now.timeout(),
                fields.optionalText("timeout_action")
                        .map(SettingsFields::action)
                        .orElse(now.timeoutAction()),
                threshold(body, fields, "timeout_approve_below", now.timeoutApproveBelow()),
                threshold(body, fields, "auto_approve_below", now.autoApproveBelow()),
                fields.optionalFlag("anomaly_suspends_whitelist").orElse(now.anomalySuspendsWhitelist()),
                AnomalyFields.merged(now.anomalies(), body, fields),
                fields.optionalFlag("allow_self_approval").orElse(now.allowSelfApproval()),
                fields.optionalFlag("require_totp").orElse(now.requireTotp()),
                backups(fields).orElse(now.backupReviewers()),
                keeping(body, fields, now.keeping()),
                fields.optionalFlag("require_step_up").orElse(now.requireStepUp()));
    }

    private static Optional<List<UserId>> backups(Fields fields) {
        try {
            return fields.optionalTexts("backup_reviewer_ids")
                    .map(ids -> ids.stream().map(UserId::new).toList());
        } catch (IllegalArgumentException notAnId) {
            throw GateException.invalid("backup_reviewer_ids", "backup_reviewer_ids are ids of members");
        }
    }

    private static Keeping keeping(JsonNode body, Fields fields, Keeping now) {
        return new Keeping(
                fields.optionalText("recording").map(SettingsFields::recordings).orElse(now.recordings()),
                threshold(body, fields, "retention_days", now.retentionDays()));
    }

    private static boolean recordings(String recording) {
        return switch (recording) {
            case "on" -> true;
            case "off" -> false;
            default -> throw GateException.invalid("recording", "recording is on or off");
        };
    }

    private static OptionalInt threshold(JsonNode body, Fields fields, String name, OptionalInt now) {
        return body.get(name) == null ? now : fields.optionalInt(name);
    }

    private static TimeoutAction action(String literal) {
        return TimeoutAction.of(literal)
                .orElseThrow(
                        () -> GateException.invalid("timeout_action", "timeout_action is deny, escalate or approve"));
    }
}
