package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.contract.Race;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Anomalies as agents and people meet them: found, recorded, and what they stop. */
final class AnomalyTest {
    private final TestGate gate = TestGate.create();

    @Test
    void what_fires_stands_in_the_command_its_decision_and_its_audit_entry_also_where_a_rule_lets_it_through() {
        var _ = gate.allow("git status");
        denyThree();

        Submitted submitted = gate.submit("git status");

        CommandRecord stored =
                assertInstanceOf(Submitted.Decided.class, submitted).stored();
        assertEquals("approved", stored.status());
        assertEquals(List.of("consecutive_denials"), stored.anomalyReasons());
        assertEquals(
                List.of("consecutive_denials"),
                gate.stored(stored.submission().id()).anomalyReasons());
        assertEquals(
                List.of("consecutive_denials"), gate.chain().getLast().fields().get("anomaly_reasons"));
    }

    @Test
    void where_the_org_wants_that_an_anomaly_sends_a_whitelisted_command_to_a_person() {
        var _ = gate.allow("git status");
        var _ = gate.settings(suspending(true));
        assertEquals("approved", gate.submit("git status").stored().status());
        denyThree();

        Submitted submitted = gate.submit("git status");

        CommandRecord waiting =
                assertInstanceOf(Submitted.Waiting.class, submitted).stored();
        assertEquals("pending", waiting.status());
        assertEquals(List.of("consecutive_denials"), waiting.anomalyReasons());
        assertEquals("approved", gate.approve(waiting.submission().id()).status());
        gate.clock().advance(Duration.ofMinutes(1));
        assertEquals("approved", gate.submit("git status").stored().status());
    }

    @Test
    void an_anomaly_takes_a_command_out_of_the_threshold() {
        var _ = gate.settings(below(30));
        assertEquals("approved", gate.submit("git status").stored().status());
        denyThree();

        CommandRecord stored = gate.submit("git status").stored();

        assertEquals("pending", stored.status());
        assertEquals(List.of("consecutive_denials"), stored.anomalyReasons());
    }

    @Test
    void silence_approves_nothing_that_was_unusual() {
        var _ = gate.settings(silenceApproves(30));
        CommandId calm = gate.submitted("git status");
        denyThree();
        CommandId unusual = gate.submitted("git status");

        gate.clock().advance(Duration.ofSeconds(61));
        gate.sweep();

        assertEquals("approved", gate.stored(calm).status());
        assertEquals("timed_out", gate.stored(unusual).status());
    }

    @Test
    void a_new_session_is_no_clean_slate() {
        denyThree();
        TestGate elsewhere = gate.beside("other");

        CommandRecord other = gate.submit(inNewSession("git status")).stored();

        assertEquals(List.of("consecutive_denials"), other.anomalyReasons());
        assertEquals(List.of(), elsewhere.submit("git status").stored().anomalyReasons());
    }

    @Test
    void a_deny_rule_s_no_counts_as_one_and_a_time_out_does_not() {
        var _ = gate.forbid("rm -rf /");
        assertEquals("blocked", gate.submit("rm -rf /").stored().status());

        assertEquals(List.of("retry_storm"), gate.submit("git status").stored().anomalyReasons());
        gate.clock().advance(Duration.ofSeconds(61));
        gate.sweep();
        assertEquals(List.of(), gate.submit("git status").stored().anomalyReasons());
    }

    @Test
    void to_submit_what_the_denial_proposed_is_no_retry() {
        CommandId id = gate.submitted("rm -rf build");
        CommandRecord _ = gate.vote(
                gate.reviewer(),
                id,
                new Vote(false, Optional.of("too much"), Optional.of("rm build/x"), Optional.empty()));

        assertEquals(List.of(), gate.submit("rm build/x").stored().anomalyReasons());
        assertEquals(List.of("retry_storm"), gate.submit("rm build/y").stored().anomalyReasons());
    }

    @Test
    void a_restart_forgets_nothing() {
        denyThree();

        TestGate restarted = gate.restarted();

        assertEquals(
                List.of("consecutive_denials"),
                restarted.submit("git status").stored().anomalyReasons());
    }

    @Test
    void of_many_at_once_through_two_nodes_exactly_those_over_the_limit_are_too_many() {
        var _ = gate.allow("git status");
        TestGate other = gate.restarted();
        int rounds = 4;
        List<CommandRecord> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.addAll(Race.run(
                    i -> () -> (i % 2 == 0 ? gate : other).submit("git status").stored()));
        }

        long flagged = all.stream()
                .filter(c -> c.anomalyReasons().equals(List.of("high_frequency")))
                .count();

        assertEquals(rounds * Race.RUNNERS - 60, flagged);
        assertEquals(
                rounds * Race.RUNNERS - flagged,
                all.stream().filter(c -> c.anomalyReasons().isEmpty()).count());
    }

    @Test
    void with_suspension_two_nodes_together_let_through_no_more_than_one_would() {
        var _ = gate.allow("git status");
        var _ = gate.settings(suspending(true));
        TestGate other = gate.restarted();
        List<CommandRecord> all = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            all.addAll(Race.run(
                    i -> () -> (i % 2 == 0 ? gate : other).submit("git status").stored()));
        }

        assertEquals(60, all.stream().filter(c -> c.status().equals("approved")).count());
    }

    @Test
    void a_repeated_ref_counts_once() {
        var _ = gate.allow("git status");
        SubmitRequest request = gate.request("git status");
        for (int i = 0; i < 100; i++) {
            assertEquals(List.of(), gate.submit(request).stored().anomalyReasons());
        }

        assertEquals(
                1,
                gate.ports()
                        .ledger()
                        .history(gate.org().org(), gate.org().agent())
                        .submitted());
    }

    @Test
    void to_ask_what_the_gate_would_say_is_not_remembered() {
        for (int i = 0; i < 100; i++) {
            var _ = gate.useCases().explain().explain(gate.agent(), "git status", Optional.empty(), Optional.empty());
        }

        assertEquals(List.of(), gate.submit("git status").stored().anomalyReasons());
    }

    @Test
    void an_address_that_is_new_is_said_until_a_person_saw_it() {
        var _ = gate.allow("git status");
        for (int i = 0; i < 20; i++) {
            assertEquals(List.of(), gate.submit(from("203.0.113.7")).stored().anomalyReasons());
        }

        CommandRecord first = gate.submit(from("198.51.100.9")).stored();
        CommandId seen = gate.submit(request("make", "198.51.100.9"))
                .stored()
                .submission()
                .id();

        assertEquals(List.of("unusual_source_ip"), first.anomalyReasons());
        assertEquals(SourceAddress.parse("198.51.100.9"), first.submission().source());
        assertEquals(List.of("unusual_source_ip"), gate.stored(seen).anomalyReasons());
        CommandRecord _ = gate.approve(seen);
        assertEquals(List.of(), gate.submit(from("198.51.100.9")).stored().anomalyReasons());
    }

    @Test
    void outside_the_org_s_hours_and_in_its_time_zone() {
        var _ = gate.settings(with(s -> new AnomalySettings(
                Optional.of(new OperatingHours(List.of(new OperatingHours.Window(
                        EnumSet.allOf(DayOfWeek.class), LocalTime.of(8, 0), LocalTime.of(18, 0))))),
                ZoneId.of("Europe/Berlin"),
                s.off())));
        int hour = gate.clock().instant().atZone(ZoneId.of("Europe/Berlin")).getHour();
        gate.clock().advance(Duration.ofHours((24 + 12 - hour) % 24));

        assertEquals(List.of(), gate.submit("git status").stored().anomalyReasons());
        gate.clock().advance(Duration.ofHours(8));
        assertEquals(
                List.of("outside_operating_hours"),
                gate.submit("git status").stored().anomalyReasons());
    }

    @Test
    void rules_that_are_switched_off_say_nothing_from_then_on() {
        denyThree();
        assertFalse(gate.submit("git status").stored().anomalyReasons().isEmpty());

        var _ = gate.settings(with(
                s -> new AnomalySettings(s.operatingHours(), s.timeZone(), Set.of(AnomalyRule.CONSECUTIVE_DENIALS))));

        assertEquals(List.of(), gate.submit("git status").stored().anomalyReasons());
        String description = String.valueOf(gate.chain().stream()
                .filter(e -> "settings_changed".equals(e.fields().get("event")))
                .toList()
                .getLast()
                .fields()
                .get("comment"));
        assertEquals("anomaly_rules.consecutive_denials true → false", description);
    }

    @Test
    void an_approval_by_rule_falls_when_the_org_suspends_such_before_it_is_spent() {
        var _ = gate.allow("git status");
        denyThree();
        CommandRecord unusual = gate.submit("git status").stored();
        assertTrue(unusual.decision().flatMap(Decision::approval).isPresent());

        var _ = gate.settings(suspending(true));

        GateException refused = assertThrows(
                GateException.class, () -> gate.redeem(unusual.submission().id()));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    @Test
    void ordinary_days_of_a_new_agent_raise_nothing() {
        var _ = gate.allow("git status");
        List<String> day = List.of("git status", "ls -la", "git diff", "npm test", "git add .", "git status", "ls src");
        for (int i = 0; i < 200; i++) {
            gate.clock().advance(Duration.ofSeconds(20));
            CommandRecord stored = gate.submit(day.get(i % day.size())).stored();
            if (stored.decision().isEmpty()) {
                CommandRecord _ = gate.approve(stored.submission().id());
            }

            assertEquals(List.of(), stored.anomalyReasons(), stored.submission().command());
        }
    }

    private void denyThree() {
        for (int i = 0; i < 3; i++) {
            gate.clock().advance(Duration.ofSeconds(10));
            CommandRecord _ = gate.deny(gate.submitted("rm -rf build-" + i));
        }
        gate.clock().advance(Duration.ofSeconds(10));
    }

    private SubmitRequest inNewSession(String command) {
        var session = gate.useCases()
                .sessions()
                .open(
                        gate.agent(),
                        com.expacti.application.session.Session.Kind.EXPLICIT,
                        com.expacti.application.session.ManageSessions.Draft.NONE);
        SubmitRequest request = gate.request(command);
        return new SubmitRequest(
                session.id(),
                request.ref(),
                command,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private SubmitRequest from(String address) {
        return request("git status", address);
    }

    private SubmitRequest request(String command, String address) {
        SubmitRequest request = gate.request(command);
        return new SubmitRequest(
                request.session(),
                request.ref(),
                command,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                SourceAddress.parse(address));
    }

    private static UnaryOperator<OrgSettings> suspending(boolean suspends) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                s.timeoutAction(),
                s.timeoutApproveBelow(),
                s.autoApproveBelow(),
                suspends,
                s.anomalies(),
                s.allowSelfApproval());
    }

    private static UnaryOperator<OrgSettings> below(int risk) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                s.timeoutAction(),
                s.timeoutApproveBelow(),
                OptionalInt.of(risk),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                s.allowSelfApproval());
    }

    private static UnaryOperator<OrgSettings> silenceApproves(int risk) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                TimeoutAction.APPROVE,
                OptionalInt.of(risk),
                s.autoApproveBelow(),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                s.allowSelfApproval());
    }

    private static UnaryOperator<OrgSettings> with(UnaryOperator<AnomalySettings> change) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                s.timeoutAction(),
                s.timeoutApproveBelow(),
                s.autoApproveBelow(),
                s.anomalySuspendsWhitelist(),
                change.apply(s.anomalies()),
                s.allowSelfApproval());
    }
}
