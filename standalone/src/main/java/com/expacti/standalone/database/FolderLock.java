package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** One expacti per data folder. The operating system drops the lock with the process, however that ends. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(DataFolder data) {
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(data.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            if (!taken) {
                throw inUse(data);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new FolderLock(channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(data);
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(data.root(), "locking it", e);
        } finally {
            if (channel != null && !taken) {
                closeQuietly(channel);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static DatabaseUnavailable inUse(DataFolder data) {
        return new DatabaseUnavailable(
                "the data folder `%s` is in use by another expacti (pid %s): stop that one, or point EXPACTI_DATA at another folder"
                        .formatted(data.root(), holder(data)));
    }

    private static String holder(DataFolder data) {
        try {
            String pid = Files.readString(data.lock()).strip();
            return pid.isEmpty() ? "unknown" : pid;
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the descriptor either way.
            channel = null;
        }
    }
}
