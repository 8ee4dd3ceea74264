package com.expacti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The floor of durability: one row, one commit, on the very PostgreSQL the server uses. Its table goes when it is closed. */
final class BareCommits implements AutoCloseable {
    private static final String ROW = "a row about as long as a small command's, no more than that";

    private final Path data;
    private final List<Connection> open = new ArrayList<>();

    BareCommits(Path data) throws IOException, SQLException {
        this.data = data;
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS expacti.bare (a text)");
        }
    }

    /** One after the other, as fast as they go: one trip for the row, one for the commit. */
    static Latencies inARow(Path data, int count) throws IOException, SQLException {
        try (BareCommits bare = new BareCommits(data)) {
            Bare client = bare.connect();
            Latencies out = new Latencies();
            for (int i = -count / 10; i < count; i++) {
                long from = System.nanoTime();
                client.insert();
                client.commit();
                if (i >= 0) {
                    out.add(from, System.nanoTime());
                }
            }
            return out;
        }
    }

    synchronized Bare connect() {
        try {
            Connection connection = connection();
            open.add(connection);
            connection.setAutoCommit(false);
            return new Bare(
                    connection,
                    connection.prepareStatement("SELECT 1"),
                    connection.prepareStatement("INSERT INTO expacti.bare VALUES (?)"));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of one thread's. */
    record Bare(Connection connection, PreparedStatement read, PreparedStatement write) {
        /** What a settlement needs at least: three trips, of which the last makes it durable. */
        void transaction() {
            try {
                try (ResultSet rows = read.executeQuery()) {
                    boolean _ = rows.next();
                }
                insert();
                commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The least there is: a row and its commit. */
        void commitRow() {
            try {
                insert();
                commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void insert() throws SQLException {
            write.setString(1, ROW);
            write.executeUpdate();
        }

        private void commit() throws SQLException {
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE expacti.bare");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection() throws IOException, SQLException {
        List<String> postmaster = Files.readAllLines(data.resolve("pg/cluster/postmaster.pid"));
        String password = Files.readString(data.resolve("pg/secrets/expacti_owner.password"))
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/expacti", "expacti_owner", password);
    }
}
