package com.expacti.standalone.durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes and their children ask of the kernel, written down by strace(1): syncs of files, and what goes in and
 * out of sockets. A machine without strace, or one that does not let it look, has none.
 */
final class SystemCalls implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+)\\.(\\d{6}) (.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern TIMED = Pattern.compile("(.*) <(\\d+)\\.(\\d{6})>");
    private static final String UNFINISHED = " <unfinished ...>";

    private final Process strace;
    private final Path log;

    private SystemCalls(Process strace, Path log) {
        this.strace = strace;
        this.log = log;
    }

    /**
     * A call that has returned.
     *
     * @param text the call with its arguments and what it returned, files and sockets with their names
     */
    record Call(long pid, Instant began, Instant done, String text) {
        boolean is(String name) {
            return text.startsWith(name + "(");
        }

        boolean syncsWriteAheadLog() {
            return (is("fdatasync") || is("fsync")) && text.contains("/pg_wal/") && text.contains(" = 0");
        }
    }

    /** Looks on from when this returns; empty, with the reason printed, where that is not possible. */
    static Optional<SystemCalls> of(List<Long> pids, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-ttt", "-T", "-y", "-s", "16384"));
        command.addAll(List.of("-e", "trace=fsync,fdatasync,recvfrom,sendto", "-o", log.toString()));
        pids.forEach(pid -> command.addAll(List.of("-p", Long.toString(pid))));
        Process strace;
        try {
            strace = new ProcessBuilder(command).start();
        } catch (IOException missing) {
            System.out.println("no system calls are seen: " + missing.getMessage());
            return Optional.empty();
        }
        BufferedReader said = strace.errorReader(StandardCharsets.UTF_8);
        for (int attached = 0; attached < pids.size(); ) {
            String line = said.readLine();
            if (line == null || line.contains("not permitted")) {
                System.out.println("no system calls are seen: " + line);
                strace.destroy();
                return Optional.empty();
            }
            attached += line.contains(" attached") ? 1 : 0;
        }
        Thread.ofVirtual().start(() -> {
            long _ = said.lines().count();
        });
        return Optional.of(new SystemCalls(strace, log));
    }

    /** Looks no longer, and tells what was seen, in the order in which the calls returned. */
    List<Call> seen() throws IOException, InterruptedException {
        close();
        strace.waitFor();
        Map<String, Open> open = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                call(parts, open).ifPresent(calls::add);
            }
        }
        return calls;
    }

    /** Detaches; what was looked at runs on. */
    @Override
    public void close() {
        // Its output stays open: destroying the process itself would close it under its reader.
        boolean _ = strace.toHandle().destroy();
    }

    private record Open(Instant began, String text) {}

    /** strace writes when a line began and, at the end of the call, how long it took. */
    private static Optional<Call> call(Matcher parts, Map<String, Open> open) {
        String pid = parts.group(1);
        Instant at = Instant.ofEpochSecond(Long.parseLong(parts.group(2)), micros(parts.group(3)));
        String text = parts.group(4);
        if (text.endsWith(UNFINISHED)) {
            open.put(pid, new Open(at, text.substring(0, text.length() - UNFINISHED.length())));
            return Optional.empty();
        }
        Matcher resumed = RESUMED.matcher(text);
        Optional<Open> begun = resumed.matches()
                ? Optional.ofNullable(open.remove(pid))
                        .map(first -> new Open(first.began(), first.text() + resumed.group(1)))
                : Optional.of(new Open(at, text));
        return begun.flatMap(whole -> timed(Long.parseLong(pid), whole));
    }

    /** What has no duration is a signal or an exit, or was cut off. */
    private static Optional<Call> timed(long pid, Open whole) {
        Matcher timed = TIMED.matcher(whole.text());
        return timed.matches()
                ? Optional.of(new Call(
                        pid,
                        whole.began(),
                        whole.began()
                                .plusSeconds(Long.parseLong(timed.group(2)))
                                .plusNanos(micros(timed.group(3))),
                        timed.group(1)))
                : Optional.empty();
    }

    private static long micros(String sixDigits) {
        return Long.parseLong(sixDigits) * 1_000;
    }
}
