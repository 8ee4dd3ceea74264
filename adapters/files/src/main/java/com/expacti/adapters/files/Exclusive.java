package com.expacti.adapters.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time among all that share a folder of keys, in this process and in others. */
final class Exclusive {
    /** A process may not ask for a file's lock twice. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private Exclusive() {}

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, GeneralSecurityException;
    }

    static <T> T in(Path folder, Work<T> work) throws IOException, GeneralSecurityException {
        HERE.lock();
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return work.run();
        } finally {
            HERE.unlock();
        }
    }
}
