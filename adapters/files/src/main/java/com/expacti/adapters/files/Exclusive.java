package com.expacti.adapters.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time in a folder, of all threads of all processes; and files that only their owner reads. */
final class Exclusive {
    static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    /** A lock on a file is the whole process's: its threads need one among themselves. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path lock;

    private Exclusive(Path folder) {
        this.lock = folder.resolve(".lock");
    }

    /** Something that reads and writes files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    static Exclusive in(Path folder) throws IOException {
        return new Exclusive(Files.createDirectories(folder, OWNER_FOLDER));
    }

    /** @throws UncheckedIOException saying what could not be done */
    <T> T run(String what, Work<T> work) {
        THREADS.lock();
        try (FileChannel channel =
                        FileChannel.open(lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER);
                FileLock _ = channel.lock()) {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(what, e);
        } finally {
            THREADS.unlock();
        }
    }

    /** Makes new, moved and removed names of the folder durable. */
    static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
