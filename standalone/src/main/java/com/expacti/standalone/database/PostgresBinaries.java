package com.expacti.standalone.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per version from the archive on the class path. The folder appears by one rename
 * and carries a seal of that archive, so a half-written or outdated one is never run.
 */
record PostgresBinaries(Path home) {
    static final String VERSION = "17.11.0";
    static final String MAJOR = "17";

    private static final String MARKER = ".archive";
    private static final int OWNER_EXECUTES = 0100;

    static PostgresBinaries unpacked(DataFolder data, Platform platform, Consumer<String> progress) {
        Path home = data.binaries(VERSION);
        try {
            URL archive = archive(platform);
            String seal = seal(archive);
            if (!seal.equals(marker(home))) {
                progress.accept("unpacking PostgreSQL " + VERSION);
                unpack(archive, seal, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(data.root(), "unpacking PostgreSQL", e);
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String marker(Path home) throws IOException {
        Path file = home.resolve(MARKER);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** What the jar's own directory says of the archive: a digest of 15 MB at every start would cost a quarter second. */
    private static String seal(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            String seal = "%s %d bytes crc32 %08x".formatted(entry.getName(), entry.getSize(), entry.getCrc());
            jar.getJarFile().close();
            return seal;
        }
        return "%s %d bytes".formatted(archive, connection.getContentLengthLong());
    }

    private static void unpack(URL archive, String seal, Path home) throws IOException {
        Path fresh = home.resolveSibling(home.getFileName() + ".new");
        DataFolder.deleteTree(fresh);
        Files.createDirectories(fresh);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
        }
        Files.writeString(fresh.resolve(MARKER), seal + "\n", StandardCharsets.UTF_8);
        DataFolder.deleteTree(home);
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path top) throws IOException {
        Path target = inside(top, top.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        if (entry.getName().endsWith(".a")) {
            return; // Static libraries are for linking, not for running.
        }
        Files.createDirectories(
                inside(top, Optional.ofNullable(target.getParent()).orElse(top)));
        if (entry.isSymbolicLink()) {
            inside(top, target.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean runs = (entry.getMode() & OWNER_EXECUTES) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path inside(Path top, Path target) throws IOException {
        Path normal = target.normalize();
        if (!normal.startsWith(top)) {
            throw new IOException("the archive reaches outside its folder with `" + target + "`");
        }
        return normal;
    }

    private static URL archive(Platform platform) {
        URL archive = PostgresBinaries.class.getResource("/" + platform.archive());
        if (archive == null) {
            throw new DatabaseUnavailable(
                    "this build has no PostgreSQL for %s on %s: name a database of your own in EXPACTI_DATABASE_URL=postgres://user:password@host:5432/expacti"
                            .formatted(platform.system(), platform.processor()));
        }
        return archive;
    }
}
