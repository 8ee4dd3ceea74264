package com.expacti.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds of an earlier run that did not end in order. */
final class LeftoversTest {
    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void a_server_whose_expacti_was_killed_is_stopped_and_a_note_of_one_long_gone_is_removed() throws IOException {
        DataFolder data = SharedBinaries.in(folder);
        Account account = Account.here(data.root());
        PostgresServer orphan = orphan(data, account);

        try (PrivatePostgres postgres = PrivatePostgres.start(folder, progress::add)) {
            assertFalse(orphan.process().isAlive());
            assertTrue(postgres.isRunning());
            assertTrue(
                    progress.contains("stopping the PostgreSQL (pid %d) that an earlier run left behind"
                            .formatted(orphan.process().pid())),
                    progress.toString());
        }

        long someoneElse = ProcessHandle.current().pid();
        Files.writeString(PostmasterFile.in(data.cluster()), someoneElse + "\n" + data.cluster() + "\n");
        try (PrivatePostgres postgres = PrivatePostgres.start(folder, progress::add)) {
            assertTrue(postgres.isRunning());
            assertEquals(
                    1,
                    progress.stream()
                            .filter(line -> line.startsWith("removing the note"))
                            .count());
        }
    }

    @Test
    void where_user_namespaces_are_closed_root_starts_it_as_another_account() throws IOException {
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root needs another account");
        assumeTrue(Platform.here().isLinux(), "only Linux has setpriv");
        SharedBinaries.in(folder);

        try (PrivatePostgres postgres =
                PrivatePostgres.start(folder, progress::add, anywhere -> new Account.Other("nobody"))) {
            Path server = Path.of("/proc", Long.toString(postgres.pid()));
            assertEquals("nobody", Files.getOwner(server).getName());
            assertTrue(postgres.isRunning());
        }
        try (PrivatePostgres again =
                PrivatePostgres.start(folder, progress::add, anywhere -> new Account.Other("nobody"))) {
            assertTrue(again.isRunning());
        }
    }

    private PostgresServer orphan(DataFolder data, Account account) {
        PostgresBinaries binaries = PostgresBinaries.unpacked(data, Platform.here(), progress::add);
        Password password = data.password(Cluster.SUPERUSER, new SecureRandom());
        Cluster.prepare(data, binaries, account, password, progress::add);
        return PostgresServer.start(data, binaries, account, progress::add);
    }
}
