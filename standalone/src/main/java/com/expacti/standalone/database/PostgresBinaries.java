package com.expacti.standalone.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per version from the archive on the class path. The folder appears by one rename
 * and carries the archive's SHA-256, so a half-written or outdated one is never run.
 */
record PostgresBinaries(Path home) {
    static final String VERSION = "17.11.0";
    static final String MAJOR = "17";

    private static final String MARKER = ".archive-sha256";
    private static final int OWNER_EXECUTES = 0100;

    static PostgresBinaries unpacked(DataFolder data, Platform platform, Consumer<String> progress) {
        Path home = data.binaries(VERSION);
        try {
            String digest = digest(platform);
            if (!digest.equals(marker(home))) {
                progress.accept("unpacking PostgreSQL " + VERSION);
                unpack(platform, digest, home);
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

    private static String digest(Platform platform) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream archive = new DigestInputStream(open(platform), sha256)) {
            archive.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void unpack(Platform platform, String digest, Path home) throws IOException {
        Path fresh = home.resolveSibling(home.getFileName() + ".new");
        DataFolder.deleteTree(fresh);
        Files.createDirectories(fresh);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(platform), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
        }
        Files.writeString(fresh.resolve(MARKER), digest + "\n", StandardCharsets.US_ASCII);
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

    private static InputStream open(Platform platform) {
        InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + platform.archive());
        if (archive == null) {
            throw new DatabaseUnavailable(
                    "this build has no PostgreSQL for %s on %s: name a database of your own in EXPACTI_DATABASE_URL=postgres://user:password@host:5432/expacti"
                            .formatted(platform.system(), platform.processor()));
        }
        return archive;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
