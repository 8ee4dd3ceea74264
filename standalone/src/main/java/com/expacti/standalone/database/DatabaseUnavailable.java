package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * There is no database to run on. The message is one sentence for the person who started expacti: what failed, where,
 * and what to do next. It never holds a password.
 */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public DatabaseUnavailable(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public DatabaseUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return sentence;
    }

    /** The folder could not be used; {@code doing} completes "while …". */
    static DatabaseUnavailable folder(Path folder, String doing, IOException cause) {
        String reason = reason(cause);
        if (saysDiskFull(reason)) {
            return diskFull(folder, doing, cause);
        }
        if (cause instanceof AccessDeniedException || reason.contains("Read-only file system")) {
            return new DatabaseUnavailable(
                    "the data folder `%s` is not writable (%s, while %s): give its user the right to write there, or point EXPACTI_DATA at another folder"
                            .formatted(folder, reason, doing),
                    cause);
        }
        return new DatabaseUnavailable(
                "the data folder `%s` failed while %s (%s): repair it, or point EXPACTI_DATA at another folder"
                        .formatted(folder, doing, reason),
                cause);
    }

    static DatabaseUnavailable diskFull(Path folder, String doing, Throwable cause) {
        return new DatabaseUnavailable(
                "the disk that holds the data folder `%s` is full (while %s): free at least 200 MB there, then start again"
                        .formatted(folder, doing),
                cause);
    }

    static boolean saysDiskFull(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("no space left on device") || lower.contains("disk quota exceeded");
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "access to `" + denied.getFile() + "` denied";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason() + " at `" + failed.getFile() + "`";
        }
        return String.valueOf(cause.getMessage());
    }
}
