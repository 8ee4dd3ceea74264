package com.expacti.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cluster for the whole class: each test that ends the server starts it again over the same folder. */
final class PrivatePostgresTest {
    @TempDir
    private static Path folder;

    private static PrivatePostgres postgres;
    private static final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void start() {
        postgres = PrivatePostgres.start(folder, progress::add);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static void restart() {
        progress.clear();
        postgres = PrivatePostgres.start(folder, progress::add);
    }

    private static String ask(Credentials role, String query) throws SQLException {
        try (Connection connection = role.connect(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void tell(Credentials role, String... statements) throws SQLException {
        try (Connection connection = role.connect(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static Credentials owner() {
        return postgres.access().owner();
    }

    private static Credentials service() {
        return postgres.access().service();
    }

    @Test
    void what_was_committed_is_there_after_a_stop_and_a_start() throws SQLException {
        tell(owner(), "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('stays')");
        Password before = postgres.ownerPassword();

        postgres.close();
        assertFalse(postgres.isRunning());
        restart();

        assertEquals("stays", ask(owner(), "SELECT word FROM kept"));
        assertEquals(before, postgres.ownerPassword());
    }

    @Test
    void what_was_committed_is_there_after_its_server_was_killed() throws Exception {
        tell(owner(), "CREATE TABLE survives (word text)", "INSERT INTO survives VALUES ('still here')");

        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().get();
        postgres.close();
        restart();

        assertEquals("still here", ask(owner(), "SELECT word FROM survives"));
    }

    @Test
    void a_commit_is_on_disk_before_it_is_acknowledged() throws SQLException {
        assertEquals("on", ask(service(), "SHOW fsync"));
        assertEquals("on", ask(service(), "SHOW synchronous_commit"));
        assertEquals("on", ask(service(), "SHOW full_page_writes"));
        assertEquals("on", ask(service(), "SHOW data_checksums"));
    }

    @Test
    void a_role_that_was_set_to_forget_commits_keeps_expacti_from_starting() throws SQLException {
        tell(service(), "ALTER ROLE expacti_service SET synchronous_commit = off");
        postgres.close();

        DatabaseUnavailable refused =
                assertThrows(DatabaseUnavailable.class, () -> PrivatePostgres.start(folder, progress::add));
        assertTrue(refused.getMessage().contains("`synchronous_commit = off`"), refused.getMessage());

        forgetRoleSetting();
        restart();
    }

    /** As an administrator would: by the superuser, on the running server. */
    private static void forgetRoleSetting() throws SQLException {
        DataFolder data = DataFolder.prepare(folder);
        PostgresBinaries binaries = PostgresBinaries.unpacked(data, Platform.here(), progress::add);
        PostgresServer server = PostgresServer.start(data, binaries, Account.here(folder), progress::add);
        try {
            Credentials superuser = new Credentials(
                    Cluster.SUPERUSER, data.password(Cluster.SUPERUSER, new java.security.SecureRandom()));
            try (Connection connection =
                            superuser.connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE expacti_service RESET ALL");
            }
        } finally {
            PostgresServer.stop(server.process().toHandle());
        }
    }

    @Test
    void the_service_role_sees_only_what_row_level_security_shows_it() throws SQLException {
        tell(
                owner(),
                "CREATE TABLE notes (org text, word text)",
                "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON notes USING (org = current_setting('expacti.org', true))",
                "GRANT SELECT ON notes TO expacti_service",
                "INSERT INTO notes VALUES ('one', 'mine'), ('two', 'yours')");

        assertEquals("0", ask(service(), "SELECT count(*) FROM notes"));
        assertThrows(SQLException.class, () -> tell(service(), "SET row_security = off", "SELECT * FROM notes"));
        assertThrows(SQLException.class, () -> tell(service(), "ALTER TABLE notes DISABLE ROW LEVEL SECURITY"));
        assertThrows(SQLException.class, () -> tell(service(), "SET ROLE expacti_owner"));
        assertThrows(SQLException.class, () -> tell(service(), "ALTER ROLE expacti_service BYPASSRLS"));
    }

    @Test
    void the_service_role_makes_nothing() {
        assertThrows(SQLException.class, () -> tell(service(), "CREATE TABLE mine (word text)"));
        assertThrows(SQLException.class, () -> tell(service(), "CREATE TEMP TABLE mine (word text)"));
        assertThrows(SQLException.class, () -> tell(service(), "CREATE SCHEMA mine"));
        assertThrows(SQLException.class, () -> tell(service(), "CREATE ROLE mine"));
    }

    @Test
    void the_owner_is_no_superuser_and_reads_no_file_of_the_server() throws SQLException {
        assertEquals("f", ask(owner(), "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"));
        assertThrows(SQLException.class, () -> ask(owner(), "SELECT pg_read_file('/etc/hostname')"));
    }

    @Test
    void nobody_gets_in_without_the_password() {
        Credentials guess = new Credentials(Roles.SERVICE, Password.of("guess"));

        SQLException refused = assertThrows(SQLException.class, () -> ask(guess, "SELECT 1"));

        assertEquals("28P01", refused.getSQLState());
        assertThrows(
                SQLException.class, () -> new Credentials("nobody", Password.of("guess")).connect(postgres.jdbcUrl()));
    }

    @Test
    void secrets_and_data_are_their_owners_alone() throws IOException {
        DataFolder data = DataFolder.prepare(folder);
        try (Stream<Path> secrets = Files.list(data.secrets())) {
            List<Path> files = secrets.toList();
            assertEquals(3, files.size());
            for (Path file : files) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secrets())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.cluster())));
        assertFalse(Files.exists(data.postgres().resolve("initdb.password")));
    }

    @Test
    void a_password_does_not_print_itself() {
        assertEquals("password(43 characters)", postgres.ownerPassword().toString());
        assertFalse(
                postgres.access().toString().contains(postgres.ownerPassword().reveal()));
    }

    @Test
    void a_second_expacti_over_the_same_folder_is_turned_away() {
        DatabaseUnavailable refused =
                assertThrows(DatabaseUnavailable.class, () -> PrivatePostgres.start(folder, progress::add));

        assertTrue(refused.getMessage().contains("is in use by another expacti"), refused.getMessage());
        assertTrue(postgres.isRunning());
    }
}
