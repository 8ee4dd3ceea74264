package com.expacti.application.org;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Logins;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Confirm;
import com.expacti.application.passkey.Confirm.Act;
import com.expacti.application.passkey.Confirm.Words;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.RequestOptions;
import com.expacti.application.plan.PlanLimits;
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
import com.expacti.domain.org.Weakening;
import com.expacti.domain.plan.Feature;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * An org's settings. Two of them are the owner's alone: self-approval and approve on time-out. Where the org asks for passkeys,
 * whatever weakens the gate takes one, so that a stolen sign-in does not open what a stolen sign-in is held up by.
 */
public final class ManageSettings {
    private static final int BACKUPS_MAX = 20;
    private static final Words WORDS =
            new Words("weakening the gate", "change", "it weakens no gate that asks for passkeys", "/org/step-up");

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final Enforcement enforcement;
    private final Confirm confirm;
    private final InstantSource clock;

    /** What holds people to a setting that was switched on. Doing it again changes nothing. */
    @FunctionalInterface
    public interface Enforcement {
        void endWithoutFactor(OrgId org, String actor);
    }

    public ManageSettings(
            OrgViewCache views, ChangeOrg change, Enforcement enforcement, Confirm confirm, InstantSource clock) {
        this.views = views;
        this.change = change;
        this.enforcement = enforcement;
        this.confirm = confirm;
        this.clock = clock;
    }

    public OrgSettings get(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return views.fresh(caller.org()).settings();
    }

    /** As below, where nothing was signed for it. */
    public OrgSettings edit(PersonCaller caller, UnaryOperator<OrgSettings> change) {
        return edit(caller, change, Optional.empty());
    }

    /**
     * Makes the settings what {@code change} makes of them. Two people who change different ones at the same moment both
     * find theirs in the end.
     *
     * @param change from the settings as they are when nobody else changes them any more
     * @param stepUp what a passkey signed for this change, where the org asks for passkeys and it weakens the gate
     * @throws GateException {@code invalid} naming the field; {@code forbidden}; {@code step_up_required}
     */
    public OrgSettings edit(PersonCaller caller, UnaryOperator<OrgSettings> change, Optional<Assertion> stepUp) {
        Optional<Signed> signed = signed(caller, planned(caller, change), stepUp);
        OrgSettings after = this.change
                .decide(caller, Permission.ORG_WRITE, (org, by) -> entries(org, by, change, signed))
                .settings();
        // Only now: whoever removes their factor meanwhile finds the setting, or is found here.
        if (after.requireTotp()) {
            enforcement.endWithoutFactor(caller.org(), caller.actor());
        }
        return after;
    }

    /**
     * What a passkey is to sign for a change that weakens the gate.
     *
     * @throws GateException as {@link #edit}; {@code forbidden} for who came by a key; {@code conflict} for who has no passkey, or
     *     where the change takes none
     */
    public RequestOptions askStepUp(PersonCaller caller, UnaryOperator<OrgSettings> change) {
        Planned planned = planned(caller, change);
        Logins.requireSignedIn(caller);
        if (!planned.takesPasskey()) {
            throw new GateException(ErrorCode.CONFLICT, "this change takes no passkey; send it to PATCH /org as it is");
        }
        return confirm.ask(caller, act(planned.lines()));
    }

    /**
     * A change as it would be made.
     *
     * @param lines what it changes
     * @param weakens the fields by which it weakens the gate
     */
    private record Planned(OrgSettings now, OrgSettings wanted, List<String> lines, List<String> weakens) {
        boolean takesPasskey() {
            return now.requireStepUp() && !weakens.isEmpty();
        }

        boolean isEmpty() {
            return lines.isEmpty();
        }

        String text() {
            return String.join(", ", lines);
        }
    }

    /** Lines that a passkey signed. */
    private record Signed(List<String> lines, Passkey key) {}

    private Planned planned(OrgView org, PersonCaller by, OrgSettings wanted) {
        OrgSettings now = org.settings();
        check(wanted);
        if (!wanted.backupReviewers().equals(now.backupReviewers())) {
            backups(org, wanted.backupReviewers());
        }
        if (wanted.keeping().retentionDays().isPresent()
                && !wanted.keeping().retentionDays().equals(now.keeping().retentionDays())) {
            PlanLimits.require(org, Feature.RETENTION, clock.instant());
        }
        if (isOwnersAlone(now, wanted) && by.person().role() != Role.OWNER) {
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
        return new Planned(now, wanted, Differences.of(now, wanted), Weakening.of(now, wanted));
    }

    private Planned planned(PersonCaller caller, UnaryOperator<OrgSettings> change) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        OrgView seen = views.fresh(caller.org());
        return planned(seen, caller, change.apply(seen.settings()));
    }

    private static Act act(List<String> lines) {
        return new Act("settings", lines, WORDS);
    }

    /** Before the lock, for a signature is looked at and spent in the database. */
    private Optional<Signed> signed(PersonCaller caller, Planned planned, Optional<Assertion> stepUp) {
        return planned.takesPasskey()
                ? Optional.of(new Signed(planned.lines(), confirm.require(caller, act(planned.lines()), stepUp)))
                : Optional.empty();
    }

    private List<OrgChange> entries(
            OrgView org, PersonCaller by, UnaryOperator<OrgSettings> change, Optional<Signed> signed) {
        Planned planned = planned(org, by, change.apply(org.settings()));
        if (planned.isEmpty()) {
            return List.of();
        }
        OrgChange edited = new OrgChange.SettingsEdited(planned.wanted(), planned.text());
        if (!planned.takesPasskey()) {
            return List.of(edited);
        }
        // What was signed is what was shown: where somebody else changed the same meanwhile, it is another change.
        Passkey key = signed.filter(each -> each.lines().equals(planned.lines()))
                .map(Signed::key)
                .orElseThrow(
                        () -> new GateException(
                                ErrorCode.STEP_UP_REQUIRED,
                                "the settings changed meanwhile, so step_up was signed for another change; look again, and ask again"));
        return List.of(
                new OrgChange.AccountChanged(
                        edited.subject(),
                        "stepped_up",
                        "change of settings by %s confirmed with passkey %s: %s"
                                .formatted(by.user().value(), key.id(), planned.text())),
                edited);
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
        requireRetention(wanted.keeping().retentionDays());
        if (wanted.timeoutAction() == TimeoutAction.APPROVE
                && wanted.timeoutApproveBelow().isEmpty()) {
            throw GateException.invalid(
                    "timeout_approve_below", "approving on time-out needs timeout_approve_below, 1 to 100");
        }
    }

    public static void requireRetention(OptionalInt days) {
        if (days.isPresent()
                && (days.getAsInt() < Keeping.RETENTION_DAYS_MIN || days.getAsInt() > Keeping.RETENTION_DAYS_MAX)) {
            throw GateException.invalid("retention_days", "retention_days is 30 to 3650, or null to keep everything");
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
        return Optional.of(new OrgChange.SettingsEdited(wanted, String.join(", ", Differences.of(now, wanted))));
    }

    private static void score(String field, OptionalInt value) {
        if (value.isPresent() && (value.getAsInt() < 0 || value.getAsInt() > 100)) {
            throw GateException.invalid(field, field + " is 0 to 100");
        }
    }

    private static boolean isOwnersAlone(OrgSettings now, OrgSettings wanted) {
        boolean timeout = wanted.timeoutAction() == TimeoutAction.APPROVE
                && (now.timeoutAction() != TimeoutAction.APPROVE
                        || !wanted.timeoutApproveBelow().equals(now.timeoutApproveBelow()));
        return timeout || (wanted.allowSelfApproval() && !now.allowSelfApproval());
    }
}
