package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.FakeWebAuthn.Key;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weakening a gate that asks for passkeys takes one: a stolen sign-in does not. */
final class SettingsStepUpTest {
    private static final UnaryOperator<OrgSettings> OFF = now -> now.withStepUp(false);

    private final TestGate gate = TestGate.create();
    private final SignedIn people = new SignedIn(gate);
    private final Key key = new Key("owners");
    private PersonCaller owner = gate.owner();

    @BeforeEach
    void asksForPasskeys() {
        var _ = gate.settings(
                now -> now.withStepUp(true).withTotp(true).withTimeout(Duration.ofSeconds(300), now.timeoutAction()));
        owner = people.withPasskey(gate.owner(), "owners", key);
    }

    private OrgSettings now() {
        return gate.useCases().settings().get(gate.owner());
    }

    private OrgSettings edit(PersonCaller by, UnaryOperator<OrgSettings> change, Assertion signed) {
        return gate.useCases().settings().edit(by, change, Optional.of(signed));
    }

    private String asked(PersonCaller by, UnaryOperator<OrgSettings> change) {
        return gate.useCases().settings().askStepUp(by, change).challenge();
    }

    private void refused(PersonCaller by, UnaryOperator<OrgSettings> change, Optional<Assertion> signed) {
        OrgSettings before = now();
        GateException refused = assertThrows(
                GateException.class, () -> gate.useCases().settings().edit(by, change, signed));
        assertEquals(ErrorCode.STEP_UP_REQUIRED, refused.code(), refused.getMessage());
        assertEquals(before, now());
    }

    @Test
    void a_stolen_sign_in_does_not_switch_passkeys_off_and_its_owner_does_with_one() {
        refused(owner, OFF, Optional.empty());

        OrgSettings after = edit(owner, OFF, key.signed(asked(owner, OFF)));

        assertFalse(after.requireStepUp());
        String log = gate.chain().stream()
                .filter(entry -> "stepped_up".equals(entry.fields().get("event")))
                .findFirst()
                .orElseThrow()
                .json();
        assertTrue(log.contains("require_step_up true → false"), log);
    }

    private static List<UnaryOperator<OrgSettings>> weaker() {
        return List.of(
                OFF,
                now -> now.withTotp(false),
                now -> now.withSelfApproval(true),
                now -> now.withKeeping(new Keeping(false)),
                now -> thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(1)),
                now -> thresholds(now, TimeoutAction.APPROVE, OptionalInt.of(1), OptionalInt.empty()),
                now -> anomalies(now, EnumSet.of(AnomalyRule.RETRY_STORM)));
    }

    private static OrgSettings thresholds(OrgSettings now, TimeoutAction action, OptionalInt silent, OptionalInt auto) {
        return new OrgSettings(
                now.name(),
                now.timeout(),
                action,
                silent,
                auto,
                now.anomalySuspendsWhitelist(),
                now.anomalies(),
                now.allowSelfApproval(),
                now.requireTotp(),
                now.backupReviewers(),
                now.keeping(),
                now.requireStepUp());
    }

    private static OrgSettings anomalies(OrgSettings now, EnumSet<AnomalyRule> off) {
        return new OrgSettings(
                now.name(),
                now.timeout(),
                now.timeoutAction(),
                now.timeoutApproveBelow(),
                now.autoApproveBelow(),
                now.anomalySuspendsWhitelist(),
                new AnomalySettings(
                        now.anomalies().operatingHours(), now.anomalies().timeZone(), off),
                now.allowSelfApproval(),
                now.requireTotp(),
                now.backupReviewers(),
                now.keeping(),
                now.requireStepUp());
    }

    @Test
    void all_that_weakens_the_gate_takes_one_there() {
        for (UnaryOperator<OrgSettings> each : weaker()) {
            refused(owner, each, Optional.empty());
        }
    }

    @Test
    void hiding_it_among_harmless_changes_takes_one_too() {
        refused(
                owner,
                now -> now.withTotp(false).withBackups(List.of(gate.reviewer().user())),
                Optional.empty());
    }

    @Test
    void what_asks_more_takes_none_and_neither_does_anything_where_the_org_does_not_ask() {
        OrgSettings stricter = gate.useCases()
                .settings()
                .edit(owner, now -> now.withTimeout(Duration.ofSeconds(60), TimeoutAction.DENY));
        assertEquals(Duration.ofSeconds(60), stricter.timeout());
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(
                                GateException.class,
                                () -> asked(owner, now -> now.withTimeout(Duration.ofSeconds(90), TimeoutAction.DENY)))
                        .code());

        var _ = edit(owner, OFF, key.signed(asked(owner, OFF)));

        assertFalse(gate.useCases()
                .settings()
                .edit(owner, now -> now.withTotp(false))
                .requireTotp());
    }

    @Test
    void what_was_signed_for_one_change_makes_no_other() {
        UnaryOperator<OrgSettings> milder =
                now -> thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(5));
        UnaryOperator<OrgSettings> worse =
                now -> thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(90));

        refused(owner, worse, Optional.of(key.signed(asked(owner, milder))));
        refused(owner, now -> milder.apply(now).withSelfApproval(true), Optional.of(key.signed(asked(owner, milder))));

        assertEquals(
                OptionalInt.of(5),
                edit(owner, milder, key.signed(asked(owner, milder))).autoApproveBelow());
    }

    @Test
    void a_signature_counts_once_and_for_two_minutes() {
        UnaryOperator<OrgSettings> weaker = now -> now.withSelfApproval(true);
        Assertion signed = key.signed(asked(owner, weaker));
        var _ = edit(owner, weaker, signed);
        var _ = gate.useCases().settings().edit(owner, now -> now.withSelfApproval(false));
        refused(owner, weaker, Optional.of(signed));

        String old = asked(owner, weaker);
        gate.clock().advance(Purpose.STEP_UP.life());

        refused(owner, weaker, Optional.of(key.signed(old)));
    }

    @Test
    void what_one_person_signed_is_not_another_persons_change() {
        Key admins = new Key("admins");
        PersonCaller admin = people.withPasskey(gate.admin(), "admins", admins);
        UnaryOperator<OrgSettings> weaker = now -> now.withTotp(false);

        refused(admin, weaker, Optional.of(key.signed(asked(owner, weaker))));
        refused(admin, weaker, Optional.of(key.signed(asked(admin, weaker))));

        assertFalse(edit(admin, weaker, admins.signed(asked(admin, weaker))).requireTotp());
    }

    @Test
    void what_was_signed_in_another_org_changes_nothing_here() {
        TestGate other = gate.beside("other");
        people.link(other.org().org(), other.owner().user(), new AccountId("acc_owners"));
        var _ = other.settings(now -> now.withStepUp(true));
        PersonCaller abroad = people.login(other.owner(), "abroad");

        refused(owner, OFF, Optional.of(key.signed(asked(abroad, OFF))));
    }

    @Test
    void where_somebody_changed_the_same_meanwhile_it_is_another_change() {
        UnaryOperator<OrgSettings> weaker =
                now -> thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(20));
        Assertion signed = key.signed(asked(owner, weaker));
        UnaryOperator<OrgSettings> first =
                now -> thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(10));
        var _ = edit(owner, first, key.signed(asked(owner, first)));

        refused(owner, weaker, Optional.of(signed));
    }

    @Test
    void where_somebody_changes_the_same_between_the_signature_and_the_change_nothing_is_changed() {
        UnaryOperator<OrgSettings> weaker =
                now -> thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(20));
        Assertion signed = key.signed(asked(owner, weaker));
        UnaryOperator<OrgSettings> racing = now -> {
            if (now.autoApproveBelow().isEmpty()) {
                OrgSettings others = thresholds(now, now.timeoutAction(), OptionalInt.empty(), OptionalInt.of(10));
                long _ = gate.ports()
                        .orgs()
                        .change(owner.org(), "test", List.of(new OrgChange.SettingsEdited(others, "a test")));
            }
            return weaker.apply(now);
        };

        GateException refused = assertThrows(GateException.class, () -> edit(owner, racing, signed));

        assertEquals(ErrorCode.STEP_UP_REQUIRED, refused.code(), refused.getMessage());
        assertEquals(OptionalInt.of(10), now().autoApproveBelow());
    }

    @Test
    void where_it_is_switched_on_meanwhile_it_is_asked_for() {
        PersonCaller admin = people.withPasskey(gate.admin(), "admins", new Key("admins"));
        var _ = edit(owner, OFF, key.signed(asked(owner, OFF)));
        UnaryOperator<OrgSettings> racing = now -> {
            if (!now.requireStepUp()) {
                var _ = gate.useCases().settings().edit(gate.owner(), each -> each.withStepUp(true));
            }
            return now.withTotp(false);
        };

        GateException refused = assertThrows(
                GateException.class, () -> gate.useCases().settings().edit(admin, racing));

        assertEquals(ErrorCode.STEP_UP_REQUIRED, refused.code(), refused.getMessage());
        assertTrue(now().requireTotp());
    }

    @Test
    void a_key_weakens_nothing_there_and_is_told_to_sign_in() {
        GateException refused = assertThrows(
                GateException.class, () -> gate.useCases().settings().edit(gate.owner(), now -> now.withTotp(false)));

        assertEquals(ErrorCode.STEP_UP_REQUIRED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("sign in"), refused.getMessage());
        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(GateException.class, () -> asked(gate.owner(), now -> now.withTotp(false)))
                        .code());
    }

    @Test
    void who_has_no_passkey_is_told_to_add_one() {
        AccountId _ = people.account(gate.admin(), "bare");
        PersonCaller bare = people.login(gate.admin(), "bare");

        refused(bare, now -> now.withTotp(false), Optional.empty());
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(GateException.class, () -> asked(bare, now -> now.withTotp(false)))
                        .code());
    }

    @Test
    void an_admin_signs_for_nothing_that_is_the_owners_alone() {
        Key admins = new Key("admins");
        PersonCaller admin = people.withPasskey(gate.admin(), "admins", admins);

        GateException refused =
                assertThrows(GateException.class, () -> asked(admin, now -> now.withSelfApproval(true)));

        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }
}
