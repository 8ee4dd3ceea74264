package com.expacti.domain.org;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WeakeningTest {
    private static final Duration LONG = Duration.ofSeconds(300);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final OptionalInt OFF = OptionalInt.empty();

    private static OrgSettings silence(Duration timeout, TimeoutAction action, OptionalInt silent, OptionalInt auto) {
        return new OrgSettings("Acme", timeout, action, silent, auto, false, AnomalySettings.STANDARD, false);
    }

    private static OrgSettings watching(boolean suspends, AnomalySettings anomalies) {
        return new OrgSettings("Acme", LONG, TimeoutAction.DENY, OFF, OFF, suspends, anomalies, false);
    }

    private static Optional<OperatingHours> until(int hour) {
        return Optional.of(new OperatingHours(List.of(
                new OperatingHours.Window(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(hour, 0)))));
    }

    private static AnomalySettings hours(Optional<OperatingHours> hours, ZoneId zone) {
        return new AnomalySettings(hours, zone, Set.of());
    }

    @Test
    void letting_silence_approve_or_approve_more_or_sooner_weakens_and_the_way_back_does_not() {
        OrgSettings deny = silence(LONG, TimeoutAction.DENY, OFF, OFF);
        OrgSettings approve = silence(LONG, TimeoutAction.APPROVE, OptionalInt.of(20), OFF);

        assertEquals(List.of("timeout_action", "timeout_approve_below"), Weakening.of(deny, approve));
        assertEquals(List.of(), Weakening.of(approve, deny));
        assertEquals(
                List.of("timeout_approve_below"),
                Weakening.of(approve, silence(LONG, TimeoutAction.APPROVE, OptionalInt.of(21), OFF)));
        assertEquals(
                List.of("timeout_approve_below"),
                Weakening.of(deny, silence(LONG, TimeoutAction.DENY, OptionalInt.of(1), OFF)));
        assertEquals(
                List.of("timeout_seconds"),
                Weakening.of(approve, silence(SHORT, TimeoutAction.APPROVE, OptionalInt.of(20), OFF)));
        assertEquals(List.of(), Weakening.of(silence(SHORT, TimeoutAction.APPROVE, OptionalInt.of(20), OFF), approve));
        assertEquals(List.of(), Weakening.of(deny, silence(SHORT, TimeoutAction.ESCALATE, OFF, OFF)));
    }

    @Test
    void asking_nobody_below_a_higher_risk_weakens_and_below_a_lower_one_does_not() {
        OrgSettings off = silence(LONG, TimeoutAction.DENY, OFF, OFF);
        OrgSettings ten = silence(LONG, TimeoutAction.DENY, OFF, OptionalInt.of(10));
        OrgSettings eleven = silence(LONG, TimeoutAction.DENY, OFF, OptionalInt.of(11));

        assertEquals(List.of("auto_approve_below"), Weakening.of(off, ten));
        assertEquals(List.of("auto_approve_below"), Weakening.of(ten, eleven));
        assertEquals(List.of(), Weakening.of(eleven, ten));
        assertEquals(List.of(), Weakening.of(ten, off));
    }

    @Test
    void finding_fewer_anomalies_weakens_and_finding_more_does_not() {
        OrgSettings all = watching(true, AnomalySettings.STANDARD);
        for (AnomalyRule rule : AnomalyRule.values()) {
            OrgSettings without = watching(
                    true,
                    new AnomalySettings(
                            all.anomalies().operatingHours(), all.anomalies().timeZone(), Set.of(rule)));

            List<String> weakened = Weakening.of(all, without);

            assertEquals(
                    all.anomalies().off().contains(rule) ? List.of() : List.of("anomaly_rules." + rule.literal()),
                    weakened);
            assertEquals(
                    List.of(),
                    Weakening.of(
                            without,
                            watching(
                                    true,
                                    new AnomalySettings(
                                            all.anomalies().operatingHours(),
                                            all.anomalies().timeZone(),
                                            Set.of()))));
        }
        assertEquals(
                List.of("anomaly_suspends_whitelist"), Weakening.of(all, watching(false, AnomalySettings.STANDARD)));
        assertEquals(List.of(), Weakening.of(watching(false, AnomalySettings.STANDARD), all));
    }

    @Test
    void other_operating_hours_weaken_and_the_first_ones_do_not() {
        OrgSettings none = watching(false, hours(Optional.empty(), ZoneOffset.UTC));
        OrgSettings set = watching(false, hours(until(18), ZoneOffset.UTC));

        assertEquals(List.of(), Weakening.of(none, set));
        assertEquals(List.of(), Weakening.of(none, watching(false, hours(Optional.empty(), ZoneId.of("Asia/Tokyo")))));
        assertEquals(List.of("operating_hours"), Weakening.of(set, none));
        assertEquals(List.of("operating_hours"), Weakening.of(set, watching(false, hours(until(20), ZoneOffset.UTC))));
        assertEquals(
                List.of("time_zone"), Weakening.of(set, watching(false, hours(until(18), ZoneId.of("Asia/Tokyo")))));
    }

    @Test
    void what_people_prove_and_what_is_recorded_weakens_when_it_goes_and_not_when_it_comes() {
        OrgSettings bare = OrgSettings.standard("Acme").withKeeping(new Keeping(false));
        OrgSettings strict = bare.withTotp(true).withStepUp(true).withKeeping(new Keeping(true));

        assertEquals(List.of("require_totp", "require_step_up", "recording"), Weakening.of(strict, bare));
        assertEquals(List.of(), Weakening.of(bare, strict));
        assertEquals(List.of("allow_self_approval"), Weakening.of(bare, bare.withSelfApproval(true)));
        assertEquals(List.of(), Weakening.of(bare.withSelfApproval(true), bare));
    }

    @Test
    void a_name_backups_and_a_longer_wait_weaken_nothing() {
        OrgSettings now = OrgSettings.standard("Acme");

        assertEquals(
                List.of(), Weakening.of(now, OrgSettings.standard("Other").withTimeout(LONG, TimeoutAction.ESCALATE)));
    }
}
