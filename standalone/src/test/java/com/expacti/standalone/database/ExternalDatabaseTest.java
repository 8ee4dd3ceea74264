package com.expacti.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.testkit.contract.Race;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets anybody of ours in, with a database, an owner who may make roles, and one who may not. */
final class ExternalDatabaseTest {
    @TempDir
    private static Path folder;

    private static PostgresServer server;
    private static Credentials superuser;
    private final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        DataFolder data = SharedBinaries.in(folder);
        PostgresBinaries binaries = PostgresBinaries.unpacked(data, Platform.here(), line -> {});
        superuser = new Credentials(Cluster.SUPERUSER, data.password(Cluster.SUPERUSER, new SecureRandom()));
        Account account = Account.here(data.root());
        Cluster.prepare(data, binaries, account, superuser.password(), line -> {});
        Files.writeString(data.cluster().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        server = PostgresServer.start(data, binaries, account, line -> {});
        administer(
                "CREATE ROLE boss LOGIN CREATEROLE PASSWORD 'b0ss'",
                "CREATE ROLE clerk LOGIN PASSWORD 'cl3rk'",
                "CREATE DATABASE gate OWNER boss");
    }

    @AfterAll
    static void stop() {
        PostgresServer.stop(server.process().toHandle());
    }

    @AfterEach
    void forget_the_service_role() throws SQLException {
        administer("DROP ROLE IF EXISTS expacti_service");
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = superuser.connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String url(String login) {
        return "postgres://%s@127.0.0.1:%d/gate".formatted(login, server.port());
    }

    private DatabaseUnavailable refused(String owner, Optional<String> service) {
        return assertThrows(
                DatabaseUnavailable.class,
                () -> ExternalDatabase.open(url(owner), service.map(ExternalDatabaseTest::url), progress::add));
    }

    @Test
    void an_owner_who_may_make_roles_gets_a_service_role_that_every_node_can_use() throws SQLException {
        DatabaseAccess first = ExternalDatabase.open(url("boss:b0ss"), Optional.empty(), progress::add);
        DatabaseAccess second = ExternalDatabase.open(url("boss:b0ss"), Optional.empty(), progress::add);

        assertEquals(first, second);
        assertEquals("expacti_service", first.service().user());
        assertFalse(progress.toString().contains("b0ss"));
        try (Connection connection = first.service().connect(first.jdbcUrl())) {
            assertTrue(connection.isValid(5));
        }
    }

    @Test
    void an_owner_who_may_not_make_roles_is_told_what_to_run() {
        DatabaseUnavailable refused = refused("clerk:cl3rk", Optional.empty());

        assertTrue(refused.getMessage().contains("run `CREATE ROLE expacti_service LOGIN"), refused.getMessage());
        assertTrue(refused.getMessage().contains("EXPACTI_DATABASE_SERVICE_URL"), refused.getMessage());
    }

    @Test
    void a_service_role_made_by_an_administrator_is_used_by_its_address() throws SQLException {
        administer("CREATE ROLE expacti_service LOGIN PASSWORD 'given'");

        DatabaseAccess access =
                ExternalDatabase.open(url("clerk:cl3rk"), Optional.of(url("expacti_service:given")), progress::add);

        assertEquals(Password.of("given"), access.service().password());
    }

    @Test
    void a_service_role_that_row_level_security_does_not_bind_is_refused() throws SQLException {
        administer("CREATE ROLE expacti_service LOGIN BYPASSRLS PASSWORD 'given'");

        DatabaseUnavailable refused = refused("boss:b0ss", Optional.of("expacti_service:given"));

        assertTrue(refused.getMessage().contains("may pass over row-level security"), refused.getMessage());
    }

    @Test
    void a_service_role_that_can_become_the_owner_is_refused() throws SQLException {
        administer("CREATE ROLE expacti_service LOGIN PASSWORD 'given'", "GRANT boss TO expacti_service");

        DatabaseUnavailable refused = refused("boss:b0ss", Optional.of("expacti_service:given"));

        assertTrue(refused.getMessage().contains("is a member of other roles"), refused.getMessage());
    }

    @Test
    void a_wrong_password_is_said_to_be_wrong_and_not_repeated() {
        DatabaseUnavailable refused = refused("boss:wr0ng", Optional.empty());

        assertTrue(refused.getMessage().contains("did not let `boss` in"), refused.getMessage());
        assertTrue(refused.getMessage().contains("password into EXPACTI_DATABASE_URL"), refused.getMessage());
        assertFalse(refused.getMessage().contains("wr0ng"), refused.getMessage());
    }

    @Test
    void a_service_address_with_another_user_or_place_is_refused() {
        assertTrue(refused("boss:b0ss", Optional.of("clerk:cl3rk")).getMessage().contains("has another user than"));
        DatabaseUnavailable elsewhere = assertThrows(
                DatabaseUnavailable.class,
                () -> ExternalDatabase.open(
                        url("boss:b0ss"), Optional.of("postgres://expacti_service:x@localhost:1/gate"), progress::add));
        assertTrue(elsewhere.getMessage().contains("they must name the same one"), elsewhere.getMessage());
    }

    @Test
    void two_nodes_do_not_share_a_data_folder(@TempDir Path data) throws Exception {
        DatabaseUnavailable refused;
        try (AutoCloseable _ = ExternalDatabase.keepFolder(data)) {
            refused = assertThrows(DatabaseUnavailable.class, () -> ExternalDatabase.keepFolder(data));
        }

        assertTrue(refused.getMessage().contains("is in use by another expacti"), refused.getMessage());
        ExternalDatabase.keepFolder(data).close();
    }

    @Test
    void nodes_that_start_at_once_make_one_service_role() {
        List<DatabaseAccess> nodes =
                Race.run(_ -> () -> ExternalDatabase.open(url("boss:b0ss"), Optional.empty(), _ -> {}));

        assertEquals(1, nodes.stream().distinct().count());
    }

    @Test
    void a_server_that_is_not_there_is_named() {
        DatabaseUnavailable refused = assertThrows(
                DatabaseUnavailable.class,
                () -> ExternalDatabase.open("postgres://u:p@127.0.0.1:1/gate", Optional.empty(), progress::add));

        assertTrue(refused.getMessage().contains("`gate` on 127.0.0.1:1"), refused.getMessage());
    }
}
