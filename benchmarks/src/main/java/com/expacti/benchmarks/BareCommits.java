package com.expacti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The floor of durability: one row, one commit, on the very PostgreSQL the server uses. */
final class BareCommits {
    private BareCommits() {}

    static Latencies measure(Path data, int count) throws IOException, SQLException {
        try (Connection connection = connect(data)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS expacti.bare (a text)");
            }
            connection.setAutoCommit(false);
            Latencies out = new Latencies();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO expacti.bare VALUES (?)")) {
                for (int i = -count / 10; i < count; i++) {
                    long from = System.nanoTime();
                    insert.setString(1, "a row about as long as a small command's, no more than that");
                    insert.executeUpdate();
                    connection.commit();
                    if (i >= 0) {
                        out.add(System.nanoTime() - from);
                    }
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE expacti.bare");
            }
            connection.commit();
            return out;
        }
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        List<String> postmaster = Files.readAllLines(data.resolve("pg/cluster/postmaster.pid"));
        String password = Files.readString(data.resolve("pg/secrets/expacti_owner.password"))
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/expacti", "expacti_owner", password);
    }
}
