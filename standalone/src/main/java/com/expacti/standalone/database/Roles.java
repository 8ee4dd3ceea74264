package com.expacti.standalone.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The two roles and the database of a private PostgreSQL, made where missing; each statement may be repeated. */
final class Roles {
    static final String DATABASE = "expacti";
    static final String OWNER = "expacti_owner";
    static final String SERVICE = "expacti_service";

    private static final String NO_RIGHTS =
            "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS";

    private Roles() {}

    static void ensure(Connection superuser, Credentials owner, Credentials service) throws SQLException {
        ensureRole(superuser, owner);
        ensureRole(superuser, service);
        if (!exists(superuser, "SELECT 1 FROM pg_database WHERE datname = 'expacti'")) {
            run(superuser, List.of("CREATE DATABASE expacti OWNER expacti_owner"));
        }
        run(
                superuser,
                List.of(
                        "REVOKE ALL ON DATABASE expacti FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE expacti TO expacti_service"));
    }

    static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    static String literal(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.enquoteLiteral(text);
        }
    }

    private static void ensureRole(Connection superuser, Credentials role) throws SQLException {
        String verb = exists(superuser, "SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(role.user()))
                ? "ALTER"
                : "CREATE";
        // The password never reaches the server's log: log_statement is off, and an error in this statement has no
        // cause.
        run(
                superuser,
                List.of("%s ROLE %s %s PASSWORD %s"
                        .formatted(
                                verb,
                                role.user(),
                                NO_RIGHTS,
                                literal(superuser, role.password().reveal()))));
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
