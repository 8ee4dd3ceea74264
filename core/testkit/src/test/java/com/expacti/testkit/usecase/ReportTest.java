package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.report.ReadReports;
import com.expacti.application.report.Span;
import com.expacti.application.report.Summary;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.testkit.InMemoryReportStore;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Who reads reports, about what time, and what is masked in them. */
final class ReportTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final TestGate gate = TestGate.create();
    private final ReadReports reports = new ReadReports(
            new InMemoryReportStore(gate.ports().database()), gate.useCases().views(), gate.clock());

    @Test
    void without_a_span_it_is_the_last_30_days() {
        Span span = span(Optional.empty(), Optional.empty());

        assertEquals(NOW.minus(Duration.ofDays(30)), span.from());
        assertEquals(NOW, span.to());
    }

    @Test
    void days_are_the_org_s_and_the_last_one_is_whole() {
        Span span = span(Optional.of("2026-10-25"), Optional.of("2026-10-25"));

        assertEquals(Instant.parse("2026-10-24T22:00:00Z"), span.from());
        assertEquals(Instant.parse("2026-10-25T23:00:00Z"), span.to());
    }

    @Test
    void what_lies_ahead_is_not_in_it() {
        assertEquals(
                NOW, span(Optional.of("2026-11-01"), Optional.of("2027-01-01")).to());
    }

    @Test
    void a_span_is_at_most_366_days_and_begins_before_it_ends() {
        assertEquals(
                Duration.ofDays(366),
                between(span(Optional.of("2025-11-20T12:00:00Z"), Optional.of("2026-11-21T12:00:00Z"))));
        for (String from : List.of("2025-11-19", "0001-01-01", "2026-11-22", "2026-11-21T12:00:00Z")) {
            refused("from", () -> span(Optional.of(from), Optional.empty()));
        }
        for (String odd :
                List.of("", "yesterday", "2026-13-01", "2026-11-01T00:00", "+1000000000-12-31T23:59:59.999999999Z ")) {
            refused("to", () -> span(Optional.empty(), Optional.of(odd)));
        }
    }

    @Test
    void those_who_read_the_audit_log_read_reports() {
        assertEquals(
                0,
                reports.summary(gate.person(gate.org().auditor()), Optional.empty(), Optional.empty())
                        .summary()
                        .commands());
        GateException refused = assertThrows(
                GateException.class,
                () -> reports.summary(
                        new com.expacti.domain.identity.Caller.PersonCaller(
                                gate.owner().org(),
                                gate.owner().credential(),
                                gate.owner().user(),
                                gate.owner().person(),
                                java.util.Set.of()),
                        Optional.empty(),
                        Optional.empty()));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    @Test
    void reports_are_pro_s_and_reach_as_far_back_as_its_history() {
        gate.plan(OrgPlan.of(Plan.FREE));
        GateException refused = assertThrows(
                GateException.class, () -> reports.summary(gate.owner(), Optional.empty(), Optional.empty()));
        assertEquals(ErrorCode.PLAN_LIMIT, refused.code());
        assertEquals(Optional.of("reports"), refused.field());

        gate.plan(OrgPlan.of(Plan.PRO));
        Instant now = gate.clock().instant();
        Span span = reports.summary(
                        gate.owner(),
                        Optional.of(now.minus(Duration.ofDays(366)).toString()),
                        Optional.empty())
                .span();
        assertEquals(now.minus(Duration.ofDays(365)), span.from());
    }

    @Test
    void what_was_erased_is_no_nought() {
        var _ = gate.settings(s -> s.withKeeping(new Keeping(true, OptionalInt.of(90))));
        Instant now = gate.clock().instant();

        Span span = reports.summary(
                        gate.owner(),
                        Optional.of(now.minus(Duration.ofDays(300)).toString()),
                        Optional.empty())
                .span();

        assertEquals(now.minus(Duration.ofDays(90)), span.from());
        refused(
                "to",
                () -> reports.summary(
                        gate.owner(),
                        Optional.of(now.minus(Duration.ofDays(200)).toString()),
                        Optional.of(now.minus(Duration.ofDays(100)).toString())));
    }

    @Test
    void secrets_in_reasons_are_masked() {
        deny("use --password=hunter2-and-more instead");

        Summary summary = lately();

        assertEquals(1, summary.denyReasons().size());
        assertEquals(false, summary.denyReasons().getFirst().text().contains("hunter2"));
    }

    @Test
    void reasons_that_differ_in_their_secrets_alone_are_one() {
        deny("not now");
        deny("not now");
        for (int i = 0; i < 3; i++) {
            deny("you sent --password=hunter2-and-more-%d along".formatted(i));
        }

        List<Summary.Reason> reasons = lately().denyReasons();

        assertEquals(
                List.of(3L, 2L), reasons.stream().map(Summary.Reason::times).toList());
        assertEquals("not now", reasons.getLast().text());
    }

    @Test
    void who_reads_sessions_sees_how_they_went_whatever_the_plan_reports() {
        gate.plan(com.expacti.domain.plan.OrgPlan.of(com.expacti.domain.plan.Plan.FREE));
        deny("no");
        gate.clock().advance(Duration.ofMinutes(1));

        ReadReports.Sessions seen =
                reports.sessions(gate.person(gate.org().auditor()), Optional.empty(), Optional.empty());

        assertEquals(1, seen.analytics().total().commands());
        assertEquals(java.util.Map.of("denied", 1L), seen.analytics().total().outcomes());
        refused("from", () -> reports.sessions(gate.owner(), Optional.of("yesterday"), Optional.empty()));
        GateException e = assertThrows(
                GateException.class,
                () -> reports.sessions(
                        new com.expacti.domain.identity.Caller.PersonCaller(
                                gate.owner().org(),
                                gate.owner().credential(),
                                gate.owner().user(),
                                gate.owner().person(),
                                java.util.Set.of(com.expacti.domain.identity.Permission.COMMANDS_READ)),
                        Optional.empty(),
                        Optional.empty()));
        assertEquals(ErrorCode.FORBIDDEN, e.code());
    }

    private void deny(String comment) {
        var id = gate.submitted("make all");
        var _ = gate.vote(
                gate.reviewer(), id, new Vote(false, Optional.of(comment), Optional.empty(), Optional.empty()));
    }

    private Summary lately() {
        gate.clock().advance(Duration.ofMinutes(1));
        return reports.summary(gate.owner(), Optional.empty(), Optional.empty()).summary();
    }

    private static Span span(Optional<String> from, Optional<String> to) {
        return Span.of(from, to, BERLIN, NOW);
    }

    private static Duration between(Span span) {
        return Duration.between(span.from(), span.to());
    }

    private static void refused(String field, Executable asked) {
        GateException e = assertThrows(GateException.class, asked);
        assertEquals(ErrorCode.BAD_MESSAGE, e.code());
        assertEquals(Optional.of(field), e.field());
    }
}
