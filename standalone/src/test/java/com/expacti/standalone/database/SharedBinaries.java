package com.expacti.standalone.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** PostgreSQL's programs, unpacked once for all tests that are not about unpacking. */
final class SharedBinaries {
    private static final Path HOME = unpackOnce();

    private SharedBinaries() {}

    /** The data folder at {@code folder}, with the programs in place. */
    static DataFolder in(Path folder) throws IOException {
        DataFolder data = DataFolder.prepare(folder);
        Files.createSymbolicLink(data.binaries(PostgresBinaries.VERSION), HOME);
        return data;
    }

    private static Path unpackOnce() {
        try {
            Path folder = Files.createTempDirectory("expacti-binaries");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            DataFolder data = new DataFolder(folder);
            Files.createDirectories(data.postgres());
            Path home =
                    PostgresBinaries.unpacked(data, Platform.here(), line -> {}).home();
            // Another account may have to run them.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            DataFolder.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
