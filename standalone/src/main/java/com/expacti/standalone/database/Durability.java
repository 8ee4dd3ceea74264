package com.expacti.standalone.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A decision must survive a power cut before anybody acts on it: the settings that promise it, asked of the server itself. */
final class Durability {
    private static final List<String> MUST_BE_ON = List.of("fsync", "full_page_writes");
    private static final List<String> COMMIT_WAITS = List.of("on", "remote_apply", "remote_write", "local");

    private Durability() {}

    /** @throws DatabaseUnavailable if a commit on this connection could be lost after it was acknowledged */
    static void require(Connection connection, String where) throws SQLException {
        for (String setting : MUST_BE_ON) {
            requireOneOf(connection, where, setting, List.of("on"));
        }
        requireOneOf(connection, where, "synchronous_commit", COMMIT_WAITS);
    }

    private static void requireOneOf(Connection connection, String where, String setting, List<String> good)
            throws SQLException {
        String value = show(connection, setting);
        if (!good.contains(value)) {
            throw new DatabaseUnavailable(
                    "the database %s runs with `%s = %s` and could forget a decision it acknowledged: set `%s = on` there, then start again"
                            .formatted(where, setting, value, setting));
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
