package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A database somebody else runs. Its user owns the schema and migrates it; the server itself must run as
 * {@code expacti_service}, which is made here where that user may, and checked either way: a service role that could
 * pass over row-level security is refused.
 */
public final class ExternalDatabase {
    public static final String URL_VARIABLE = "EXPACTI_DATABASE_URL";
    public static final String SERVICE_URL_VARIABLE = "EXPACTI_DATABASE_SERVICE_URL";

    private static final int VERSION_MIN = 150_000;
    private static final String INVALID_PASSWORD = "28P01";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String UNIQUE_VIOLATION = "23505";

    private ExternalDatabase() {}

    /**
     * @param ownerUrl the text of {@value #URL_VARIABLE}
     * @param serviceUrl the text of {@value #SERVICE_URL_VARIABLE}; without it the service role's password is derived
     *     from the owner's, so that every node over the same database knows it
     * @throws DatabaseUnavailable with the one line to show
     */
    public static DatabaseAccess open(String ownerUrl, Optional<String> serviceUrl, Consumer<String> progress) {
        DatabaseUrl owner = DatabaseUrl.parse(URL_VARIABLE, ownerUrl);
        Credentials service = serviceUrl
                .map(text -> named(owner, DatabaseUrl.parse(SERVICE_URL_VARIABLE, text)))
                .orElseGet(() -> derived(owner.login()));
        progress.accept("connecting to the database " + owner.place());
        try (Connection connection = owner.login().connect(owner.jdbcUrl())) {
            requireFit(connection, owner);
            if (!Roles.exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + Roles.SERVICE + "'")) {
                progress.accept("making the role " + Roles.SERVICE);
                makeRole(connection, owner, service);
            }
        } catch (SQLException e) {
            throw refused(owner, owner.login().user(), URL_VARIABLE, e);
        }
        requireBound(owner, service);
        return new DatabaseAccess(owner.jdbcUrl(), owner.login(), service);
    }

    /**
     * Keeps the folder for this process: what it holds (mail, checkpoints) is one node's own.
     *
     * @throws DatabaseUnavailable where another process has it
     */
    public static AutoCloseable keepFolder(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return FolderLock.take(new DataFolder(root.toRealPath()));
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(root, "making it", e);
        }
    }

    private static Credentials named(DatabaseUrl owner, DatabaseUrl service) {
        if (!service.place().equals(owner.place())) {
            throw new DatabaseUnavailable("%s names the database %s and %s names %s: they must name the same one"
                    .formatted(SERVICE_URL_VARIABLE, service.place(), URL_VARIABLE, owner.place()));
        }
        if (!service.login().user().equals(Roles.SERVICE)) {
            throw new DatabaseUnavailable(
                    "%s has another user than `%s`, the role expacti grants its rights to: use that one"
                            .formatted(SERVICE_URL_VARIABLE, Roles.SERVICE));
        }
        return service.login();
    }

    private static Credentials derived(Credentials owner) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(owner.password().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(("expacti/" + Roles.SERVICE).getBytes(StandardCharsets.UTF_8));
            return new Credentials(
                    Roles.SERVICE,
                    Password.of(Base64.getUrlEncoder().withoutPadding().encodeToString(digest)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static void requireFit(Connection connection, DatabaseUrl owner) throws SQLException {
        if (owner.login().user().equals(Roles.SERVICE)) {
            throw new DatabaseUnavailable(
                    "%s has the user `%s`, which must own nothing: name the role that owns the database there, and this one in %s"
                            .formatted(URL_VARIABLE, Roles.SERVICE, SERVICE_URL_VARIABLE));
        }
        int version = Integer.parseInt(ask(connection, "SHOW server_version_num"));
        if (version < VERSION_MIN) {
            throw new DatabaseUnavailable("the database %s is PostgreSQL %s, and expacti needs 15 or newer: upgrade it"
                    .formatted(owner.place(), ask(connection, "SHOW server_version")));
        }
        if (!ask(connection, "SHOW server_encoding").equals("UTF8")) {
            throw new DatabaseUnavailable(
                    "the database %s is not encoded in UTF8: make it with `CREATE DATABASE expacti ENCODING 'UTF8' TEMPLATE template0`"
                            .formatted(owner.place()));
        }
        Durability.require(connection, owner.place());
    }

    private static void makeRole(Connection connection, DatabaseUrl owner, Credentials service) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN NOINHERIT PASSWORD %s"
                    .formatted(
                            service.user(),
                            Roles.literal(connection, service.password().reveal())));
        } catch (SQLException e) {
            if (DUPLICATE_OBJECT.equals(e.getSQLState()) || UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return; // another node that starts now was quicker
            }
            // Not passed on as a cause: the driver's message may repeat the statement.
            throw new DatabaseUnavailable(
                    "user `%s` may not make the role `%s` in the database %s (SQL state %s): as an administrator run `CREATE ROLE %s LOGIN NOINHERIT PASSWORD '…'`, then set %s=postgres://%s:…@… to it"
                            .formatted(
                                    owner.login().user(),
                                    service.user(),
                                    owner.place(),
                                    e.getSQLState(),
                                    service.user(),
                                    SERVICE_URL_VARIABLE,
                                    service.user()));
        }
    }

    private static void requireBound(DatabaseUrl owner, Credentials service) {
        try (Connection connection = service.connect(owner.jdbcUrl())) {
            Durability.require(connection, owner.place());
            requireNo(
                    connection,
                    owner,
                    "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)",
                    "may pass over row-level security: run `ALTER ROLE %s NOSUPERUSER NOBYPASSRLS`"
                            .formatted(service.user()));
            requireNo(
                    connection,
                    owner,
                    "SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user",
                    "is a member of other roles, whose rights it could take: run `REVOKE <role> FROM %s` for each"
                            .formatted(service.user()));
            requireNo(
                    connection,
                    owner,
                    "SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user",
                    "owns tables, so their row-level security does not bind it: run `REASSIGN OWNED BY %s TO \"%s\"`"
                            .formatted(service.user(), owner.login().user()));
        } catch (SQLException e) {
            throw refused(owner, service.user(), SERVICE_URL_VARIABLE, e);
        }
    }

    private static void requireNo(Connection connection, DatabaseUrl owner, String query, String what)
            throws SQLException {
        if (Roles.exists(connection, query)) {
            throw new DatabaseUnavailable(
                    "role `%s` of the database %s %s".formatted(Roles.SERVICE, owner.place(), what));
        }
    }

    private static DatabaseUnavailable refused(DatabaseUrl owner, String user, String variable, SQLException cause) {
        String next = INVALID_PASSWORD.equals(cause.getSQLState())
                ? "put that role's password into " + variable
                : "check that it runs and that %s names it".formatted(URL_VARIABLE);
        if (String.valueOf(cause.getMessage()).contains("does not support SSL")) {
            next = "turn TLS on there or, on a network you trust, add ?sslmode=disable to " + URL_VARIABLE;
        }
        return new DatabaseUnavailable(
                "the database %s did not let `%s` in (%s): %s".formatted(owner.place(), user, cause.getMessage(), next),
                cause);
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
