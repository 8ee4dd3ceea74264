package com.expacti.adapters.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.audit.AuditEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the service's own role, with any statement it likes, can't have erased. Each begins with a call that is good, and changes
 * one thing.
 */
final class ErasureRefusedTest {
    private static final String ERASE = "SELECT erase_entries(?, ?, ?, ?)";

    private final TestDatabase database = TestDatabase.get();
    private String org = "";
    private Connection service;

    @BeforeEach
    void an_org_with_two_old_entries_that_keeps_30_days() throws SQLException {
        org = "org_erasure_" + Instant.now().toEpochMilli() + "_" + System.nanoTime();
        try (Connection owner = database.owner()) {
            found(owner, org);
            entry(owner, org, 1, "org_created", Duration.ofDays(50));
            entry(owner, org, 2, "command_decided", Duration.ofDays(40));
        }
        service = database.service();
        service.setAutoCommit(false);
        be(org);
    }

    @AfterEach
    void close() throws SQLException {
        service.rollback();
        service.close();
    }

    private static void found(Connection owner, String org) throws SQLException {
        int _ = Sql.update(
                owner,
                "INSERT INTO orgs (id, name, timeout_seconds, timeout_action, anomaly_suspends_whitelist,"
                        + " allow_self_approval, retention_days) VALUES (?, 'Erasure', 60, 'deny', false, false, 30)",
                org);
        int _ = Sql.update(owner, "INSERT INTO chain_heads VALUES (?, 0, 'h', 1)", org);
        int _ = Sql.update(owner, "UPDATE orgs SET retention_since = now() - interval '25 hours' WHERE id = ?", org);
    }

    private void be(String who) throws SQLException {
        Sql.list(service, "SELECT set_config('expacti.org_id', ?, true)", row -> true, who);
    }

    private static void entry(Connection connection, String org, long seq, String event, Duration age)
            throws SQLException {
        add(connection, org, new AuditEntry.Draft("aud_" + seq, Instant.now().minus(age), org, event), seq, event);
    }

    private static void add(Connection connection, String org, AuditEntry.Draft draft, long seq, String event)
            throws SQLException {
        AuditEntry entry = AuditEntry.chain(draft, seq, AuditEntry.GENESIS);
        int _ = Sql.update(
                connection,
                "INSERT INTO audit_log (org_id, seq, event, entry, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?)",
                org,
                seq,
                event,
                entry.fieldsJson(),
                entry.prevHash(),
                entry.hash());
    }

    private void account(long seq, long from, long to) throws SQLException {
        AuditEntry.Draft draft = new AuditEntry.Draft("aud_" + seq, Instant.now(), org, "audit_erased")
                .put("erased_from", from)
                .put("erased_to", to);
        add(service, org, draft, seq, "audit_erased");
    }

    private long erase(String whose, long from, long to, long by) throws SQLException {
        return Sql.one(service, ERASE, row -> row.getLong(1), whose, from, to, by)
                .orElseThrow();
    }

    private void refused(String why, long from, long to, long by) {
        SQLException thrown = assertThrows(SQLException.class, () -> erase(org, from, to, by));
        assertTrue(String.valueOf(thrown.getMessage()).contains(why), thrown.getMessage());
    }

    @Test
    void old_entries_that_are_accounted_for_are_erased() throws SQLException {
        account(3, 1, 2);

        assertEquals(2, erase(org, 1, 2, 3));
    }

    @Test
    void an_entry_that_is_younger_than_the_org_keeps_it() throws SQLException {
        entry(service, org, 3, "command_decided", Duration.ofDays(29));
        account(4, 1, 3);

        refused("younger", 1, 3, 4);
    }

    @Test
    void an_entry_that_says_no_moment() throws SQLException {
        int _ = Sql.update(
                service, "INSERT INTO audit_log VALUES (?, 3, 'command_decided', NULL, 'not JSON', 'p', 'h')", org);
        account(4, 1, 3);

        refused("younger", 1, 3, 4);
    }

    @Test
    void what_nothing_accounts_for() {
        refused("accounts for", 1, 2, 3);
    }

    @Test
    void what_an_entry_of_an_earlier_transaction_accounts_for() throws SQLException {
        account(3, 1, 2);
        service.commit();
        be(org);

        refused("accounts for", 1, 2, 3);
    }

    @Test
    void more_than_the_entry_accounts_for() throws SQLException {
        account(3, 1, 1);

        refused("accounts for", 1, 2, 3);
    }

    @Test
    void what_an_entry_of_another_kind_accounts_for() throws SQLException {
        AuditEntry.Draft draft = new AuditEntry.Draft("aud_3", Instant.now(), org, "command_decided")
                .put("erased_from", 1)
                .put("erased_to", 2);
        add(service, org, draft, 3, "audit_erased");

        refused("accounts for", 1, 2, 3);
    }

    @Test
    void entries_of_another_org() throws SQLException {
        String other = org + "_other";
        try (Connection owner = database.owner()) {
            found(owner, other);
            entry(owner, other, 1, "org_created", Duration.ofDays(50));
        }

        SQLException thrown = assertThrows(SQLException.class, () -> erase(other, 1, 1, 2));

        assertTrue(String.valueOf(thrown.getMessage()).contains("another org"), thrown.getMessage());
    }

    @Test
    void anything_within_a_day_of_the_choice_also_where_the_service_makes_it() throws SQLException {
        int _ = Sql.update(service, "UPDATE orgs SET retention_days = 31 WHERE id = ?", org);
        account(3, 1, 2);

        refused("less than a day ago", 1, 2, 3);
    }

    @Test
    void a_choice_that_is_dated_back() {
        SQLException thrown = assertThrows(
                SQLException.class,
                () -> Sql.update(
                        service, "UPDATE orgs SET retention_since = now() - interval '2 days' WHERE id = ?", org));

        assertTrue(String.valueOf(thrown.getMessage()).contains("permission denied"), thrown.getMessage());
    }

    @Test
    void anything_where_the_org_keeps_everything() throws SQLException {
        try (Connection owner = database.owner()) {
            int _ = Sql.update(owner, "UPDATE orgs SET retention_days = NULL WHERE id = ?", org);
            int _ = Sql.update(owner, "UPDATE orgs SET retention_since = now() - interval '9 days' WHERE id = ?", org);
        }
        account(3, 1, 2);

        refused("keeps its entries", 1, 2, 3);
    }

    @Test
    void an_entry_about_a_command_that_waits() throws SQLException {
        try (Connection owner = database.owner()) {
            int _ = Sql.update(owner, """
                    INSERT INTO commands (org_id, id, session_id, agent_id, credential_id, ref, digest, command, spend, held,
                        submitted_at, risk_score, risk, anomaly_reasons, excluded, undecided)
                    VALUES (?, 'cmd_waits', 's', 'a', 't', ?, 'x', 'ls', false, false, now(), 1, '{}', '{}', '{}', true)
                    """, org, org);
            int _ = Sql.update(
                    owner, "UPDATE audit_log SET command_id = 'cmd_waits' WHERE org_id = ? AND seq = 2", org);
        }
        account(3, 1, 2);

        refused("waits", 1, 2, 3);
    }

    @Test
    void an_entry_by_a_plain_statement() {
        assertThrows(
                SQLException.class,
                () -> Sql.update(service, "UPDATE audit_log SET entry = '{}' WHERE org_id = ? AND seq = 1", org));
    }
}
