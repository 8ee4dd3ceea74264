package com.expacti.standalone.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.crash.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same as {@link SyncBeforeAnswerTest} by PostgreSQL's own count, for machines where nobody may look at system
 * calls: commands approved one after another cost at least one sync of the write-ahead log each.
 */
final class CountedSyncsTest {
    /** Far more than other work, or a log that is synced now and then, comes to in the time they take. */
    private static final int COMMANDS = 200;

    private static final int LOOKS_MAX = 60;

    @TempDir
    private Path data;

    @Test
    void invariant_2_the_database_counts_a_sync_of_its_log_for_each_approval() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, Optional.empty());
                Connection database = owner()) {
            Gate gate = new Gate(server);
            gate.allowTrue();
            long before = syncs(database);
            for (int i = 1; i <= COMMANDS; i++) {
                assertEquals("approved", gate.submit("counted-" + i, true).text("status"));
            }

            long after = awaitSyncs(database, before + COMMANDS);
            System.out.printf("%d commands, %d syncs of the log counted%n", COMMANDS, after - before);
            assertTrue(after - before >= COMMANDS, "%d syncs for %d commands".formatted(after - before, COMMANDS));
        }
    }

    /** A backend tells what it counted a second late, and one that idles up to ten. */
    private static long awaitSyncs(Connection database, long wanted) throws SQLException {
        long counted = syncs(database);
        for (int look = 0; counted < wanted && look < LOOKS_MAX; look++) {
            try (Statement wait = database.createStatement()) {
                wait.execute("SELECT pg_sleep(0.2)");
            }
            counted = syncs(database);
        }
        return counted;
    }

    private static long syncs(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT wal_sync FROM pg_stat_wal")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** postmaster.pid has the port on its fourth line. */
    private Connection owner() throws IOException, SQLException {
        Path postgres = data.resolve("pg");
        String port = Files.readAllLines(postgres.resolve("cluster").resolve("postmaster.pid"))
                .get(3)
                .strip();
        String password = Files.readString(postgres.resolve("secrets").resolve("expacti_owner.password"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/expacti", "expacti_owner", password.strip());
    }
}
