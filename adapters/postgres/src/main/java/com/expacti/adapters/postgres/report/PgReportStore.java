package com.expacti.adapters.postgres.report;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.report.Analytics;
import com.expacti.application.report.ReportStore;
import com.expacti.application.report.Span;
import com.expacti.application.report.Summary;
import com.expacti.application.report.Summary.Decider;
import com.expacti.application.report.Summary.Latency;
import com.expacti.application.report.Summary.Reason;
import com.expacti.application.report.Summary.Share;
import com.expacti.domain.identity.OrgId;
import com.github.f4b6a3.ulid.Ulid;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Summaries from the ledger's tables. */
@Singleton
final class PgReportStore implements ReportStore {
    /** Ids are made by another clock than the moment of submission is read from. */
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    /** A command's id begins with its time, so the primary key finds where the span begins. */
    private static final String SUMMARY = """
            WITH c AS MATERIALIZED (
                SELECT c.id, c.agent_id, c.target_id, c.risk_score, c.anomaly_reasons, d.via, d.latency_ms, d.comment,
                    d.decided_by, coalesce(d.outcome, 'pending') AS outcome,
                    to_char(c.submitted_at AT TIME ZONE ?, 'YYYY-MM-DD') AS day,
                    CASE WHEN c.risk_score < 25 THEN 'LOW' WHEN c.risk_score < 50 THEN 'MEDIUM'
                        WHEN c.risk_score < 75 THEN 'HIGH' ELSE 'CRITICAL' END AS level
                FROM commands c LEFT JOIN LATERAL (
                    SELECT * FROM decisions WHERE org_id = c.org_id AND command_id = c.id LIMIT 1) d ON true
                WHERE c.org_id = ? AND c.id >= ? AND c.submitted_at >= ? AND c.submitted_at < ?),
            counted AS (
                SELECT 'days' AS kind, day AS name, count(*) AS n FROM c GROUP BY day
                UNION ALL SELECT 'outcomes', outcome, count(*) FROM c GROUP BY outcome
                UNION ALL SELECT 'vias', via, count(*) FROM c WHERE via IS NOT NULL GROUP BY via
                UNION ALL SELECT 'levels', level, count(*) FROM c GROUP BY level
                UNION ALL SELECT 'anomalies', reason, count(*) FROM c, unnest(c.anomaly_reasons) AS reason GROUP BY reason),
            agents_of AS (
                SELECT c.agent_id AS id, a.name, count(*) AS n, count(*) FILTER (WHERE c.outcome = 'denied') AS denied
                FROM c JOIN agents a ON a.org_id = ? AND a.id = c.agent_id
                GROUP BY c.agent_id, a.name ORDER BY n DESC, c.agent_id LIMIT ?),
            targets_of AS (
                SELECT c.target_id AS id, t.name, count(*) AS n, count(*) FILTER (WHERE c.outcome = 'denied') AS denied
                FROM c JOIN targets t ON t.org_id = ? AND t.id = c.target_id
                GROUP BY c.target_id, t.name ORDER BY n DESC, c.target_id LIMIT ?),
            reasons AS (
                SELECT comment AS text, count(*) AS n FROM c
                WHERE outcome = 'denied' AND via = 'reviewer' AND comment IS NOT NULL
                GROUP BY comment ORDER BY n DESC, comment LIMIT ?),
            deciders AS (
                SELECT decided_by AS who, count(*) FILTER (WHERE outcome = 'approved') AS approved,
                    count(*) FILTER (WHERE outcome = 'denied') AS denied
                FROM c WHERE via = 'reviewer' GROUP BY decided_by ORDER BY count(*) DESC, decided_by LIMIT 100)
            SELECT (SELECT count(*) FROM c) AS commands,
                (SELECT coalesce(json_agg(counted ORDER BY kind, name), '[]') FROM counted) AS counted,
                (SELECT coalesce(json_agg(agents_of), '[]') FROM agents_of) AS agents,
                (SELECT coalesce(json_agg(targets_of), '[]') FROM targets_of) AS targets,
                (SELECT coalesce(json_agg(reasons), '[]') FROM reasons) AS reasons,
                (SELECT coalesce(json_agg(deciders), '[]') FROM deciders) AS deciders,
                (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_ms) FROM c) AS median,
                (SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms) FROM c) AS p95,
                (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_ms) FROM c WHERE via = 'reviewer') AS reviewed_median,
                (SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms) FROM c WHERE via = 'reviewer') AS reviewed_p95
            """;

    /** The day is null in the row of all days. */
    static final String ANALYTICS = """
            WITH c AS MATERIALIZED (
                SELECT c.session_id, c.risk_score, d.via, d.latency_ms, coalesce(d.outcome, 'pending') AS outcome,
                    to_char(c.submitted_at AT TIME ZONE ?, 'YYYY-MM-DD') AS day
                FROM commands c LEFT JOIN LATERAL (
                    SELECT * FROM decisions WHERE org_id = c.org_id AND command_id = c.id LIMIT 1) d ON true
                WHERE c.org_id = ? AND c.id >= ? AND c.submitted_at >= ? AND c.submitted_at < ?)
            SELECT day, count(*) AS commands, count(DISTINCT session_id) AS sessions,
                count(*) FILTER (WHERE via = 'whitelist') AS by_rule,
                count(*) FILTER (WHERE outcome = 'approved') AS approved,
                count(*) FILTER (WHERE outcome = 'denied') AS denied,
                count(*) FILTER (WHERE outcome = 'timed_out') AS timed_out,
                count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled,
                count(*) FILTER (WHERE outcome = 'blocked') AS blocked,
                count(*) FILTER (WHERE outcome = 'pending') AS pending,
                count(*) FILTER (WHERE risk_score < 25) AS low,
                count(*) FILTER (WHERE risk_score >= 25 AND risk_score < 50) AS medium,
                count(*) FILTER (WHERE risk_score >= 50 AND risk_score < 75) AS high,
                count(*) FILTER (WHERE risk_score >= 75) AS critical,
                coalesce(array_remove(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY latency_ms), NULL)::text[],
                    '{}') AS latency
            FROM c GROUP BY GROUPING SETS ((), (day)) ORDER BY day NULLS FIRST
            """;

    private final OrgTransactions transactions;

    PgReportStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Summary summary(OrgId org, Span span) {
        String from = firstId(span);
        return transactions
                .read(
                        org,
                        connection -> Sql.one(
                                connection,
                                SUMMARY,
                                row -> new Summary(
                                        row.getLong("commands"),
                                        counts(row.getString("counted"), "days"),
                                        counts(row.getString("counted"), "outcomes"),
                                        counts(row.getString("counted"), "vias"),
                                        counts(row.getString("counted"), "levels"),
                                        counts(row.getString("counted"), "anomalies"),
                                        latency(Sql.optionalLong(row, "median"), Sql.optionalLong(row, "p95")),
                                        latency(
                                                Sql.optionalLong(row, "reviewed_median"),
                                                Sql.optionalLong(row, "reviewed_p95")),
                                        all(row.getString("agents"), PgReportStore::share),
                                        all(row.getString("targets"), PgReportStore::share),
                                        all(
                                                row.getString("reasons"),
                                                one -> new Reason(text(one, "text"), number(one, "n"))),
                                        all(
                                                row.getString("deciders"),
                                                one -> new Decider(
                                                        text(one, "who"),
                                                        number(one, "approved"),
                                                        number(one, "denied")))),
                                span.zone().getId(),
                                org.value(),
                                from,
                                span.from(),
                                span.to(),
                                org.value(),
                                Summary.TOP,
                                org.value(),
                                Summary.TOP,
                                ReportStore.REASONS_MAX))
                .orElseThrow(() -> new IllegalStateException("figures are always one row"));
    }

    private static String firstId(Span span) {
        return "cmd_"
                + Ulid.min(span.from().minus(CLOCKS_APART).toEpochMilli())
                        .toString()
                        .toLowerCase(Locale.ROOT);
    }

    @Override
    public Analytics analytics(OrgId org, Span span) {
        Map<String, Analytics.Figures> days = new LinkedHashMap<>();
        transactions
                .read(
                        org,
                        connection -> Sql.list(
                                connection,
                                ANALYTICS,
                                row -> Map.entry(Sql.text(row, "day").orElse(""), figures(row)),
                                span.zone().getId(),
                                org.value(),
                                firstId(span),
                                span.from(),
                                span.to()))
                .forEach(day -> days.put(day.getKey(), day.getValue()));
        Analytics.Figures total = Optional.ofNullable(days.remove("")).orElse(Analytics.Figures.NOTHING);
        return new Analytics(total, days);
    }

    private static Analytics.Figures figures(ResultSet row) throws SQLException {
        return new Analytics.Figures(
                row.getLong("commands"),
                row.getLong("sessions"),
                named(row, "approved", "blocked", "cancelled", "denied", "pending", "timed_out"),
                row.getLong("by_rule"),
                upper(named(row, "low", "medium", "high", "critical")),
                Analytics.Latency.of(
                        Sql.texts(row, "latency").stream().map(Long::valueOf).toList()));
    }

    private static Map<String, Long> named(ResultSet row, String... columns) throws SQLException {
        Map<String, Long> out = new LinkedHashMap<>();
        for (String column : columns) {
            if (row.getLong(column) > 0) {
                out.put(column, row.getLong(column));
            }
        }
        return out;
    }

    private static Map<String, Long> upper(Map<String, Long> counts) {
        Map<String, Long> out = new LinkedHashMap<>();
        counts.forEach((name, count) -> out.put(name.toUpperCase(Locale.ROOT), count));
        return out;
    }

    private static Latency latency(OptionalLong median, OptionalLong p95) {
        return new Latency(median, p95);
    }

    private static Map<String, Long> counts(String json, String kind) {
        Map<String, Long> out = new LinkedHashMap<>();
        all(json, Function.identity()).stream()
                .filter(one -> text(one, "kind").equals(kind))
                .forEach(one -> out.put(text(one, "name"), number(one, "n")));
        return out;
    }

    private static Share share(Map<?, ?> one) {
        return new Share(text(one, "id"), text(one, "name"), number(one, "n"), number(one, "denied"));
    }

    private static <T> List<T> all(String json, Function<Map<?, ?>, T> each) {
        return Json.list(json).stream().map(one -> each.apply((Map<?, ?>) one)).toList();
    }

    private static String text(Map<?, ?> one, String name) {
        return String.valueOf(one.get(name));
    }

    private static long number(Map<?, ?> one, String name) {
        return ((Number) java.util.Objects.requireNonNull(one.get(name), name)).longValue();
    }
}
