package com.expacti.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any server starts, each in one line. */
final class DataFolderTest {
    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    private String refusal(Path where) {
        String line = assertThrows(DatabaseUnavailable.class, () -> PrivatePostgres.start(where, progress::add))
                .getMessage();
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    @Test
    void a_folder_that_can_not_be_made_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertTrue(refusal(file.resolve("data")).contains(file.resolve("data").toString()));
    }

    @Test
    void a_folder_that_denies_access_says_so_and_a_full_disk_says_so() {
        String denied = DatabaseUnavailable.folder(folder, "writing", new AccessDeniedException("/x"))
                .getMessage();
        String full = DatabaseUnavailable.folder(
                        folder, "writing", new FileSystemException("/x", null, "No space left on device"))
                .getMessage();

        assertTrue(denied.contains("is not writable") && denied.contains("EXPACTI_DATA"), denied);
        assertTrue(full.contains("is full") && full.contains("free at least"), full);
    }

    @Test
    void a_platform_without_binaries_is_pointed_to_a_database_of_its_own() {
        DatabaseUnavailable missing = assertThrows(
                DatabaseUnavailable.class,
                () -> PostgresBinaries.unpacked(
                        DataFolder.prepare(folder), Platform.of("SunOS", "sparcv9"), progress::add));

        assertTrue(missing.getMessage().contains("no PostgreSQL for sunos on sparcv9"), missing.getMessage());
        assertTrue(missing.getMessage().contains("EXPACTI_DATABASE_URL"), missing.getMessage());
    }

    @Test
    void every_platform_we_carry_has_the_archive_name_it_looks_for() {
        assertEquals("postgres-linux-x86_64.txz", Platform.of("Linux", "amd64").archive());
        assertEquals(
                "postgres-linux-arm_64.txz", Platform.of("Linux", "aarch64").archive());
        assertEquals(
                "postgres-darwin-arm_64.txz", Platform.of("Mac OS X", "aarch64").archive());
        assertEquals(
                "postgres-darwin-x86_64.txz", Platform.of("Mac OS X", "x86_64").archive());
    }

    @Test
    void a_cluster_of_another_version_is_left_alone() throws IOException {
        DataFolder data = DataFolder.prepare(folder);
        data.password(Cluster.SUPERUSER, new java.security.SecureRandom());
        Files.createDirectories(data.cluster());
        Files.writeString(data.cluster().resolve("PG_VERSION"), "16\n");

        assertTrue(refusal(folder).contains("was made by PostgreSQL 16"));
        assertFalse(Files.exists(data.cluster().resolve("pg_hba.conf")));
    }

    @Test
    void a_cluster_whose_passwords_are_gone_is_left_alone() throws IOException {
        Files.createDirectories(DataFolder.prepare(folder).cluster());

        assertTrue(refusal(folder).contains("password files"));
    }
}
