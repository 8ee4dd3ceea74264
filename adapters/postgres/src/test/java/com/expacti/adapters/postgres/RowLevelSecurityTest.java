package com.expacti.adapters.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.org.OrgRegistry;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariant 6 where the code can't help: what the service's role sees and may do by hand-written SQL. */
final class RowLevelSecurityTest {
    private final TestDatabase database = TestDatabase.get();
    private String ours = "";
    private String theirs = "";

    @BeforeEach
    void twoOrgs() {
        ours = found();
        theirs = found();
    }

    private String found() {
        String org = "org_"
                + database.bean(com.expacti.application.command.IdSource.class).next();
        database.bean(OrgRegistry.class).found(new OrgId(org), OrgSettings.standard(org), List.of(), List.of());
        return org;
    }

    @Test
    void invariant_6_without_an_org_no_table_shows_a_row() throws SQLException {
        try (Connection connection = database.service()) {
            for (String table : tablesOfOrgs()) {
                assertEquals(0, count(connection, "SELECT count(*) FROM " + table), table);
            }
        }
    }

    @Test
    void invariant_6_an_org_reads_its_own_rows_only() throws SQLException {
        try (Connection connection = database.service()) {
            as(connection, ours);

            assertEquals(1, count(connection, "SELECT count(*) FROM chain_heads"));
            assertEquals(0, count(connection, "SELECT count(*) FROM chain_heads WHERE org_id = '" + theirs + "'"));
        }
    }

    @Test
    void a_transaction_that_names_no_account_sees_none_and_changes_none() throws SQLException {
        var id = new com.expacti.domain.identity.AccountId("acc_" + ours);
        database.bean(com.expacti.application.account.Accounts.class)
                .make(new com.expacti.application.account.Account(
                        id, ours + "@example.com", java.util.Optional.of("hash"), java.util.Optional.empty()));
        try (Connection connection = database.service();
                Statement statement = connection.createStatement()) {
            assertEquals(0, count(connection, "SELECT count(*) FROM accounts"));
            assertEquals(0, statement.executeUpdate("UPDATE accounts SET password_hash = ''"));
            assertThrows(SQLException.class, () -> statement.execute("UPDATE accounts SET email = 'a@b'"));
            assertThrows(SQLException.class, () -> statement.execute("DELETE FROM accounts"));
        }
    }

    @Test
    void invariant_6_an_org_cannot_write_into_another() throws SQLException {
        try (Connection connection = database.service();
                Statement statement = connection.createStatement()) {
            as(connection, ours);

            SQLException refused = assertThrows(
                    SQLException.class,
                    () -> statement.execute(
                            "INSERT INTO users (org_id, id, email, display_name, role, active) VALUES ('" + theirs
                                    + "', 'u', 'e', 'n', 'owner', true)"));
            assertTrue(String.valueOf(refused.getMessage()).contains("row-level security"), refused.getMessage());
            assertEquals(
                    0,
                    statement.executeUpdate(
                            "UPDATE chain_heads SET gate_version = 99 WHERE org_id = '" + theirs + "'"));
        }
    }

    @Test
    void the_service_may_neither_change_nor_remove_what_was_decided_or_logged() throws SQLException {
        try (Connection connection = database.service();
                Statement statement = connection.createStatement()) {
            as(connection, ours);
            for (String sql : List.of(
                    "UPDATE audit_log SET entry = ''",
                    "DELETE FROM audit_log",
                    "TRUNCATE audit_log",
                    "UPDATE decisions SET outcome = 'approved'",
                    "DELETE FROM decisions",
                    "DELETE FROM approvals",
                    "UPDATE approvals SET expires_at = 'infinity'",
                    "UPDATE commands SET command = 'rm'",
                    "DELETE FROM commands",
                    "ALTER TABLE audit_log DISABLE ROW LEVEL SECURITY",
                    "CREATE TABLE t (a int)")) {
                assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            }
        }
    }

    @Test
    void every_table_of_an_org_has_row_level_security() throws SQLException {
        try (Connection connection = database.owner()) {
            assertEquals(0, count(connection, """
                            SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
                            WHERE c.relkind = 'r' AND c.relnamespace = 'expacti'::regnamespace AND NOT c.relrowsecurity
                            """));
        }
    }

    private List<String> tablesOfOrgs() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
                        WHERE c.relkind = 'r' AND c.relnamespace = 'expacti'::regnamespace
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertTrue(tables.size() >= 13, tables.toString());
        return tables;
    }

    private static void as(Connection connection, String org) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('expacti.org_id', '" + org + "', false)");
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
