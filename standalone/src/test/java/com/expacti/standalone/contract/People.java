package com.expacti.standalone.contract;

import com.expacti.domain.command.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** People of every role and other orgs, put straight into the running server's store. */
final class People {
    static final String DEMO = "org_demo";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Wire wire;

    People(Wire wire) {
        this.wire = wire;
    }

    /** A person and a token that may do all that their role may. */
    record Somebody(String id, String email, String token) {}

    /** Another org with nobody in it. */
    String org() {
        String org = "org_other" + COUNT.incrementAndGet();
        String genesis = "0".repeat(64);
        run(connection -> {
            update(
                    connection,
                    "INSERT INTO orgs (id, name, timeout_seconds, timeout_action, anomaly_suspends_whitelist,"
                            + " allow_self_approval) VALUES (?, 'Other', 60, 'deny', false, false)",
                    org);
            update(connection, "INSERT INTO chain_heads VALUES (?, 0, ?, 1)", org, genesis);
        });
        return org;
    }

    Somebody in(String org, String role) {
        int number = COUNT.incrementAndGet();
        String id = "user_" + role + number;
        String email = role + number + "@example.com";
        String token = "expacti_%032x".formatted(number);
        run(connection -> {
            update(connection, "UPDATE chain_heads SET gate_version = gate_version + 1 WHERE org_id = ?", org);
            update(
                    connection,
                    "INSERT INTO users (org_id, id, email, display_name, role, active) VALUES (?, ?, ?, ?, ?, true)",
                    org,
                    id,
                    email,
                    role,
                    role);
            update(
                    connection,
                    "INSERT INTO credentials (org_id, id, name, user_id, issued_by, permissions, secret_sha256) VALUES"
                            + " (?, ?, 'test', ?, ?, '{commands:read,commands:decide,rules:write,org:read,org:write,"
                            + "audit:read,sessions:read}', ?)",
                    org,
                    "tok_person" + number,
                    id,
                    id,
                    Digest.ofText(token).hex());
        });
        return new Somebody(id, email, token);
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void run(Work work) {
        try (Connection connection = owner()) {
            connection.setSchema("expacti");
            connection.setAutoCommit(false);
            work.on(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** postmaster.pid has the port on its fourth line. */
    private Connection owner() throws IOException, SQLException {
        Path postgres = wire.data().resolve("pg");
        String port = Files.readAllLines(postgres.resolve("cluster").resolve("postmaster.pid"))
                .get(3)
                .strip();
        String password = Files.readString(postgres.resolve("secrets").resolve("expacti_owner.password"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/expacti", "expacti_owner", password.strip());
    }
}
