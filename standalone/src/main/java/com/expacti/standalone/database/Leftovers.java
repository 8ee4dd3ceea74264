package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Clears what a killed expacti left: its PostgreSQL may still run. Called under the folder's lock, so nobody else can
 * be using it. A process is stopped only if it really is a PostgreSQL of this very cluster.
 */
final class Leftovers {
    private Leftovers() {}

    static void clear(DataFolder data, Consumer<String> progress) {
        try {
            Optional<PostmasterFile> file = PostmasterFile.read(data.cluster());
            Optional<ProcessHandle> process =
                    file.flatMap(found -> ProcessHandle.of(found.pid())).filter(ProcessHandle::isAlive);
            if (process.isEmpty()) {
                return; // PostgreSQL itself sees through a pid that is gone.
            }
            if (serves(process.get(), data.cluster())) {
                progress.accept("stopping the PostgreSQL (pid %d) that an earlier run left behind"
                        .formatted(process.get().pid()));
                stop(process.get(), data);
            } else if (ProcessHandle.allProcesses().noneMatch(other -> serves(other, data.cluster()))) {
                // The pid was given to another program since; PostgreSQL would take that one for a server and not
                // start.
                progress.accept("removing the note of a PostgreSQL (pid %d) that is long gone"
                        .formatted(process.get().pid()));
                Files.deleteIfExists(PostmasterFile.in(data.cluster()));
            }
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(data.root(), "looking for an earlier run", e);
        }
    }

    /** A PostgreSQL process works in its data folder; where that can't be seen, its arguments name the folder. */
    static boolean serves(ProcessHandle process, Path cluster) {
        String program = process.info().command().orElse("");
        if (!program.isEmpty() && !program.endsWith("/postgres")) {
            return false;
        }
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            try {
                return workingFolder.toRealPath().equals(cluster.toRealPath());
            } catch (IOException e) {
                return false;
            }
        }
        return process.info().arguments().map(List::of).orElse(List.of()).contains(cluster.toString());
    }

    private static void stop(ProcessHandle process, DataFolder data) {
        if (!PostgresServer.stop(process)) {
            throw new DatabaseUnavailable(
                    "the PostgreSQL (pid %d) that an earlier run left in `%s` does not stop: end it with `kill -QUIT %d`, then start again"
                            .formatted(process.pid(), data.cluster(), process.pid()));
        }
    }
}
