package com.expacti.standalone.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every process of the PostgreSQL over one data folder. */
record PostgresProcesses(ProcessHandle postmaster) {
    /** Stopped; or ended, and not yet buried by a postmaster that stands still. */
    private static final Set<String> STILL = Set.of("T", "Z", "X");

    static PostgresProcesses over(Path data) throws IOException {
        Path file = data.resolve("pg").resolve("cluster").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return new PostgresProcesses(ProcessHandle.of(pid).orElseThrow());
    }

    List<Long> pids() {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The postmaster first, so that none is born meanwhile. Returns when all of them stand still. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP", List.of(postmaster.pid()));
        awaitStill(List.of(postmaster.pid()));
        signal("STOP", pids());
        awaitStill(pids());
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT", pids());
    }

    private static void signal(String name, List<Long> pids) throws IOException, InterruptedException {
        String all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + all)
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("SIG%s did not reach all of %s".formatted(name, all));
        }
    }

    private static void awaitStill(List<Long> pids) throws IOException {
        for (long pid : pids) {
            while (!STILL.contains(state(pid))) {
                Thread.onSpinWait();
            }
        }
    }

    /** proc(5): what follows the program's name, which stands in parentheses. */
    private static String state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }
}
