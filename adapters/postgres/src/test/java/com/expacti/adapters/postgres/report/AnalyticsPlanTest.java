package com.expacti.adapters.postgres.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.postgres.TestDatabase;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.github.f4b6a3.ulid.Ulid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An org with 100,000 commands finds the few of a day by its key, and never reads all that it has. */
final class AnalyticsPlanTest {
    private static final Instant FIRST = Instant.parse("2025-01-01T12:00:00Z");
    private static final String COMMANDS = """
            INSERT INTO commands (org_id, id, session_id, agent_id, credential_id, ref, digest, command, spend, held,
                submitted_at, risk_score, risk, anomaly_reasons, excluded, undecided)
            SELECT ?, d.prefix || lpad(n::text, 16, '0'), 'sess_1', 'agent_1', 'tok_1', d.prefix || n, 'x', 'ls', false, false,
                ?::timestamptz + (d.at - 1) * interval '1 day', 10, '{}', '{}', '{}', false
            FROM unnest(?::text[]) WITH ORDINALITY AS d(prefix, at), generate_series(1, 1000) AS n
            """;

    @Test
    void the_commands_of_a_day_are_found_by_the_key_among_100_000() throws SQLException {
        String org = "org_analytics_plan";
        List<String> prefixes = new ArrayList<>();
        for (int day = 0; day < 100; day++) {
            prefixes.add(id(FIRST.plus(Duration.ofDays(day))).substring(0, 14));
        }

        try (Connection connection = TestDatabase.get().owner()) {
            connection.setAutoCommit(false);
            int _ = Sql.update(
                    connection,
                    "INSERT INTO orgs (id, name, timeout_seconds, timeout_action, anomaly_suspends_whitelist,"
                            + " allow_self_approval) VALUES (?, 'Plan', 60, 'deny', false, false)",
                    org);
            assertEquals(100_000, Sql.update(connection, COMMANDS, org, FIRST, prefixes));
            int _ = Sql.update(connection, "ANALYZE commands");
            Instant from = FIRST.plus(Duration.ofDays(98));

            String plan = Sql.list(
                            connection,
                            "EXPLAIN " + PgReportStore.ANALYTICS,
                            row -> row.getString(1),
                            "UTC",
                            org,
                            id(from.minus(Duration.ofDays(1))),
                            from,
                            from.plus(Duration.ofDays(1)))
                    .stream()
                    .collect(Collectors.joining("\n"));

            assertTrue(plan.contains("commands_pkey"), plan);
            assertTrue(!plan.contains("Seq Scan on commands"), plan);
            connection.rollback();
        }
    }

    private static String id(Instant at) {
        return "cmd_" + Ulid.min(at.toEpochMilli()).toString().toLowerCase(Locale.ROOT);
    }
}
