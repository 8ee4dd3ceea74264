package com.expacti.application.org;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.command.Utf8;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.TimeoutAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An org's settings. Two of them weaken the gate and are the owner's alone: self-approval and approve on time-out. */
public final class ManageSettings {
    private static final int BACKUPS_MAX = 20;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final Enforcement enforcement;

    /** What holds people to a setting that was switched on. Doing it again changes nothing. */
    @FunctionalInterface
    public interface Enforcement {
        void endWithoutFactor(OrgId org, String actor);
    }

    public ManageSettings(OrgViewCache views, ChangeOrg change, Enforcement enforcement) {
        this.views = views;
        this.change = change;
        this.enforcement = enforcement;
    }

    public OrgSettings get(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return views.fresh(caller.org()).settings();
    }

    /**
     * Makes the settings what {@code change} makes of them. Two people who change different ones at the same moment both
     * find theirs in the end.
     *
     * @param change from the settings as they are when nobody else changes them any more
     * @throws GateException {@code invalid} naming the field, or {@code forbidden}
     */
    public OrgSettings edit(PersonCaller caller, UnaryOperator<OrgSettings> change) {
        OrgSettings after = this.change
                .decide(caller, Permission.ORG_WRITE, (org, by) -> {
                    OrgSettings wanted = change.apply(org.settings());
                    return edited(org, by, wanted);
                })
                .settings();
        // Only now: whoever removes their factor meanwhile finds the setting, or is found here.
        if (after.requireTotp()) {
            enforcement.endWithoutFactor(caller.org(), caller.actor());
        }
        return after;
    }

    private static List<OrgChange> edited(OrgView org, PersonCaller by, OrgSettings wanted) {
        OrgSettings now = org.settings();
        check(wanted);
        if (!wanted.backupReviewers().equals(now.backupReviewers())) {
            backups(org, wanted.backupReviewers());
        }
        List<String> changed = differences(now, wanted);
        if (changed.isEmpty()) {
            return List.of();
        }
        if (weakens(now, wanted) && by.person().role() != Role.OWNER) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "only the owner switches on self-approval and approve on time-out");
        }
        // Else whoever stole a key would switch it off, and approve with that key what it was switched on for.
        if (now.requireStepUp()
                && !wanted.requireStepUp()
                && !by.credential().value().startsWith(Credential.LOGIN_PREFIX)) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "a key does not switch off require_step_up; sign in, and do it there");
        }
        return List.of(new OrgChange.SettingsEdited(wanted, String.join(", ", changed)));
    }

    private static void check(OrgSettings wanted) {
        if (wanted.name().isBlank()
                || wanted.name().length() > 100
                || wanted.name().chars().anyMatch(c -> c < ' ')
                || !Utf8.encodes(wanted.name())) {
            throw GateException.invalid("name", "name is 1 to 100 characters without control characters");
        }
        if (wanted.timeout().compareTo(OrgSettings.TIMEOUT_MIN) < 0
                || wanted.timeout().compareTo(OrgSettings.TIMEOUT_MAX) > 0) {
            throw GateException.invalid("timeout_seconds", "timeout_seconds is 30 to 600");
        }
        score("timeout_approve_below", wanted.timeoutApproveBelow());
        score("auto_approve_below", wanted.autoApproveBelow());
        if (wanted.timeoutAction() == TimeoutAction.APPROVE
                && wanted.timeoutApproveBelow().isEmpty()) {
            throw GateException.invalid(
                    "timeout_approve_below", "approving on time-out needs timeout_approve_below, 1 to 100");
        }
    }

    private static void backups(OrgView org, List<UserId> people) {
        if (people.size() > BACKUPS_MAX || people.stream().distinct().count() != people.size()) {
            throw GateException.invalid(
                    "backup_reviewer_ids", "backup_reviewer_ids are at most 20 members, each named once");
        }
        people.stream()
                .filter(id -> Optional.ofNullable(org.people().get(id))
                        .filter(Person::mayDecide)
                        .isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw GateException.invalid(
                            "backup_reviewer_ids",
                            "`%s` is no active member with a role that decides".formatted(id.value()));
                });
    }

    /**
     * What becomes of the settings once this person may no longer decide: nobody is asked who could not answer, and the log
     * says so. Empty where it changes nothing.
     *
     * @param after the person as they will be
     */
    public static Optional<OrgChange> withoutBackup(OrgSettings now, Person after) {
        if (after.mayDecide() || !now.backupReviewers().contains(after.id())) {
            return Optional.empty();
        }
        OrgSettings wanted = now.withBackups(now.backupReviewers().stream()
                .filter(id -> !id.equals(after.id()))
                .toList());
        return Optional.of(new OrgChange.SettingsEdited(wanted, String.join(", ", differences(now, wanted))));
    }

    private static String text(List<UserId> people) {
        return people.isEmpty() ? "none" : people.stream().map(UserId::value).collect(Collectors.joining(" "));
    }

    private static void score(String field, OptionalInt value) {
        if (value.isPresent() && (value.getAsInt() < 0 || value.getAsInt() > 100)) {
            throw GateException.invalid(field, field + " is 0 to 100");
        }
    }

    private static boolean weakens(OrgSettings now, OrgSettings wanted) {
        boolean timeout = wanted.timeoutAction() == TimeoutAction.APPROVE
                && (now.timeoutAction() != TimeoutAction.APPROVE
                        || !wanted.timeoutApproveBelow().equals(now.timeoutApproveBelow()));
        return timeout || (wanted.allowSelfApproval() && !now.allowSelfApproval());
    }

    private static List<String> differences(OrgSettings now, OrgSettings wanted) {
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
