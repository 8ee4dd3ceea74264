package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.Settlement;
import com.expacti.application.report.Analytics;
import com.expacti.application.report.Analytics.Figures;
import com.expacti.application.report.Analytics.Latency;
import com.expacti.application.report.ReportStore;
import com.expacti.application.report.Span;
import com.expacti.application.report.Summary;
import com.expacti.application.report.Summary.Decider;
import com.expacti.application.report.Summary.Reason;
import com.expacti.application.report.Summary.Share;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link ReportStore} counts: each command of the org and the span once, and nobody else's. */
public abstract class ReportContract {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    private Store store;
    private ReportStore reports;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        reports = store.reports();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void where_nothing_happened_every_figure_is_nothing() {
        Summary none = summary();

        assertEquals(0, none.commands());
        assertEquals(Map.of(), none.days());
        assertEquals(OptionalLong.empty(), none.latency().medianMs());
        assertEquals(List.of(), none.agents());
        assertEquals(0.0, none.whitelistPercent());
    }

    @Test
    final void every_command_is_counted_under_what_became_of_it() {
        busy();

        Summary s = summary();

        assertEquals(6, s.commands());
        assertEquals(Map.of("approved", 3L, "denied", 1L, "blocked", 1L, "pending", 1L), s.outcomes());
        assertEquals(Map.of("whitelist", 2L, "reviewer", 2L, "deny_rule", 1L), s.vias());
        assertEquals(Map.of("MEDIUM", 6L), s.riskLevels());
        assertEquals(Map.of("retry_storm", 6L), s.anomalies());
        assertEquals(40.0, s.whitelistPercent());
        assertEquals(List.of(new Share(scene.agent.value(), "builder", 6, 1)), s.agents());
        assertEquals(List.of(new Share(scene.target.id().value(), "db", 6, 1)), s.targets());
        assertEquals(List.of(new Reason("no", 1)), s.denyReasons());
        assertEquals(List.of(new Decider("rita@example.com", 1, 1)), s.deciders());
        assertTrue(s.latency().medianMs().isPresent() && s.reviewed().p95Ms().isPresent());
    }

    @Test
    final void days_are_those_of_the_org_s_time_zone() {
        busy();

        assertEquals(
                Map.of(LocalDate.ofInstant(store.ledger().now(), ZONE).toString(), 6L),
                summary().days());
    }

    @Test
    final void a_span_takes_what_was_submitted_in_it_and_nothing_else() {
        busy();
        store.passTime(Duration.ofDays(2));
        Instant now = store.ledger().now();

        assertEquals(
                0,
                span(now.minus(Duration.ofDays(1)), now.plus(Duration.ofMinutes(1)))
                        .commands());
        assertEquals(6, span(now.minus(Duration.ofDays(3)), now).commands());
        assertEquals(
                0,
                span(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(3)))
                        .commands());
    }

    @Test
    final void another_org_s_commands_are_in_no_figure() {
        busy();
        Scene other = new Scene(store);

        Summary theirs = store.reports().summary(other.org, around());

        assertEquals(0, theirs.commands());
        assertEquals(List.of(), theirs.deciders());
    }

    @Test
    final void sessions_are_counted_day_by_day_and_in_all() {
        busy();

        Analytics a = reports.analytics(scene.org, around());

        Figures all = a.total();
        assertEquals(6, all.commands());
        assertEquals(1, all.sessions());
        assertEquals(Map.of("approved", 3L, "denied", 1L, "blocked", 1L, "pending", 1L), all.outcomes());
        assertEquals(Map.of("MEDIUM", 6L), all.riskLevels());
        assertEquals(2, all.byRule());
        assertEquals(40.0, all.whitelistPercent());
        assertTrue(all.latency().medianMs().isPresent() && all.latency().p99Ms().isPresent());
        assertEquals(Map.of(LocalDate.ofInstant(store.ledger().now(), ZONE).toString(), all), a.days());
    }

    @Test
    final void where_no_session_did_anything_there_is_no_day_and_another_org_s_are_in_no_figure() {
        assertEquals(new Analytics(Figures.NOTHING, Map.of()), reports.analytics(scene.org, around()));
        busy();
        Scene other = new Scene(store);

        assertEquals(new Analytics(Figures.NOTHING, Map.of()), reports.analytics(other.org, around()));
        Instant now = store.ledger().now();
        assertEquals(
                0,
                reports.analytics(
                                scene.org, new Span(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(3)), ZONE))
                        .total()
                        .commands());
    }

    @Test
    final void where_nothing_is_decided_there_is_no_latency() {
        var _ = scene.waiting("make more");

        assertEquals(
                Latency.NONE, reports.analytics(scene.org, around()).total().latency());
    }

    /** Two whitelisted, one stopped by a rule, one approved, one denied, one that waits. */
    private void busy() {
        var _ = scene.settled(scene.byRule(scene.submission("git status"), "rule_1"));
        var _ = scene.settled(scene.byRule(scene.submission("git log"), "rule_1"));
        Submission stopped = scene.submission("rm -rf /");
        var _ = scene.settled(Settlement.byRule(
                stopped.id(), Optional.of(scene.claim(stopped)), Outcome.BLOCKED, Via.DENY_RULE, List.of("rule_2")));
        var _ = scene.approved("make all");
        var _ = scene.settled(
                scene.denial(scene.waiting("rm -r build").submission().id()));
        var _ = scene.waiting("make more");
    }

    private Summary summary() {
        return reports.summary(scene.org, around());
    }

    private Span around() {
        Instant now = store.ledger().now();
        return new Span(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), ZONE);
    }

    private Summary span(Instant from, Instant to) {
        return reports.summary(scene.org, new Span(from, to, ZONE));
    }
}
