package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The layout below one data folder: {@code pg/<version>} binaries, {@code pg/cluster} data, {@code pg/log},
 * {@code pg/secrets}. Everything in it is its owner's alone.
 */
record DataFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET_FILE = PosixFilePermissions.fromString("rw-------");

    static DataFolder prepare(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            DataFolder data = new DataFolder(root.toRealPath());
            Files.createDirectories(data.postgres(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            for (Path inner : Set.of(data.logs(), data.secrets())) {
                Files.createDirectories(inner);
                Files.setPosixFilePermissions(inner, OWNER_ONLY);
            }
            return data;
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(root, "making its folders", e);
        }
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path postgres() {
        return root.resolve("pg");
    }

    Path binaries(String version) {
        return postgres().resolve(version);
    }

    Path cluster() {
        return postgres().resolve("cluster");
    }

    /** Where a cluster grows before it is renamed to {@link #cluster()}: half of one is never mistaken for one. */
    Path unfinishedCluster() {
        return postgres().resolve("cluster.new");
    }

    Path logs() {
        return postgres().resolve("log");
    }

    Path serverLog() {
        return logs().resolve("postgresql.log");
    }

    Path secrets() {
        return postgres().resolve("secrets");
    }

    boolean hasPassword(String role) {
        return Files.exists(passwordFile(role));
    }

    /** The role's password: the one kept here, else a new random one, which is kept from now on. */
    Password password(String role, SecureRandom chance) {
        Path file = passwordFile(role);
        try {
            if (!Files.exists(file)) {
                writeSecret(file, Password.random(chance).reveal());
            }
            return Password.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(root, "keeping the password of " + role, e);
        } catch (IllegalArgumentException e) {
            throw new DatabaseUnavailable(
                    "the password file `%s` is empty: put it back from a backup".formatted(file), e);
        }
    }

    /** Whole or not at all, and never readable by anybody else, not even for a moment. */
    static void writeSecret(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(SECRET_FILE));
        Files.writeString(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        Files.walkFileTree(top, new Deleting());
    }

    private Path passwordFile(String role) {
        return secrets().resolve(role + ".password");
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
