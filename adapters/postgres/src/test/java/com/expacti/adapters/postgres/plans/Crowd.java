package com.expacti.adapters.postgres.plans;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.github.f4b6a3.ulid.Ulid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two orgs with 6,000 commands each, 100 a day for 60 days, in 20 sessions that never end and 300 that did; of 100 commands one
 * waits, one was denied, two were approved by people, and rules approved the rest.
 */
final class Crowd {
    static final int DAYS = 60;
    static final Instant FIRST = Instant.parse("2025-01-01T12:00:00Z");
    static final Instant LAST = FIRST.plus(Duration.ofDays(DAYS - 1));

    private static final List<String> FILL = List.of("""
            INSERT INTO commands (org_id, id, session_id, agent_id, credential_id, ref, digest, command, spend, held,
                submitted_at, risk_score, risk, anomaly_reasons, excluded, undecided)
            SELECT 'ORG', d.prefix || lpad(n::text, 16, '0'), 'sess_ORG' || n % 20, 'agent_ORG' || n % 3, 'tok_1', d.prefix || n, 'x',
                CASE WHEN d.at = 1 AND n = 7 THEN 'reboot' ELSE 'ls ' || n END, false, false,
                '2025-01-01T12:00:00Z'::timestamptz + (d.at - 1) * interval '1 day', 10, '{}', '{}', '{}', n = 1
            FROM unnest(?::text[]) WITH ORDINALITY AS d(prefix, at), generate_series(1, 100) AS n
            """, """
            INSERT INTO decisions (org_id, command_id, outcome, via, decided_by, reviewers, approvers, rule_ids, seq,
                decided_at, latency_ms)
            SELECT org_id, id, CASE WHEN id LIKE '%02' THEN 'denied' ELSE 'approved' END,
                CASE WHEN id LIKE '%0_' THEN 'reviewer' ELSE 'whitelist' END, 'x', '{}', '{}', '{}', 1, submitted_at, 5
            FROM commands WHERE org_id = 'ORG' AND NOT undecided
            """, """
            INSERT INTO sessions (org_id, id, agent_id, kind, steps, labels, opened_at)
            SELECT 'ORG', 'sess_ORG' || n, 'agent_1', 'explicit', '{}', '{}', now() FROM generate_series(0, 2000) AS n
            """, """
            INSERT INTO audit_log (org_id, seq, event, entry, prev_hash, hash)
            SELECT 'ORG', n, 'command_decided', '{}', 'p', 'h' FROM generate_series(1, 6000) AS n
            """, """
            INSERT INTO suggestions (org_id, id, status, pattern_type, pattern, scope, examples, risk_score, runs_mutable_code,
                approvals, commands, reviewers, approved_since, approved_last, considered, matched, denied, found_at, answered_at)
            SELECT 'ORG', 'sug_' || n, 'dismissed', 'exact', 'ls', 'global', '{}', 0, false, n, n, '{}', now(), now(), n, n, 0,
                now(), now() FROM generate_series(1, 2000) AS n
            """);

    private Crowd() {}

    static void found(Connection owner, String org) throws SQLException {
        int _ = Sql.update(
                owner,
                "INSERT INTO orgs (id, name, timeout_seconds, timeout_action, anomaly_suspends_whitelist,"
                        + " allow_self_approval) VALUES (?, 'Crowd', 60, 'deny', false, false)",
                org);
        int _ = Sql.update(owner, "INSERT INTO chain_heads VALUES (?, 0, 'h', 1)", org);
    }

    static void fill(Connection owner, String org) throws SQLException {
        List<String> prefixes = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            prefixes.add(id(FIRST.plus(Duration.ofDays(day))).substring(0, 14));
        }
        for (String sql : FILL) {
            String ours = sql.replace("ORG", org);
            if (ours.contains("?")) {
                int _ = Sql.update(owner, ours, prefixes);
            } else {
                try (Statement statement = owner.createStatement()) {
                    statement.execute(ours);
                }
            }
        }
    }

    static String id(Instant at) {
        return "cmd_" + Ulid.min(at.toEpochMilli()).toString().toLowerCase(Locale.ROOT);
    }
}
