package com.expacti.adapters.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.adapters.postgres.tenancy.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows are found, and foreign keys checked, by (org, id). A second index that begins with the org is as good in the eyes of
 * a planner without statistics, and finds a row by reading all of the org's: settling then takes longer with each command.
 */
final class IndexesTest {
    private static final String BEGIN_WITH_ORG = """
            SELECT i.indexrelid::regclass::text AS name
            FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = ?::regclass AND a.attname = 'org_id' AND i.indpred IS NULL AND NOT i.indisprimary
            """;

    @ParameterizedTest
    @ValueSource(strings = {"commands", "decisions", "approvals", "results", "pending_items", "sessions", "audit_log"})
    void only_the_key_begins_with_the_org(String table) throws SQLException {
        try (Connection connection = TestDatabase.get().owner()) {
            List<String> others = Sql.list(connection, BEGIN_WITH_ORG, row -> row.getString("name"), table);

            assertEquals(List.of(), others);
        }
    }
}
