package com.expacti.standalone.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One running server process on a loopback port. */
record PostgresServer(Process process, int port) {
    private static final int START_ATTEMPTS = 3;
    private static final int POLL_MS = 10;
    private static final int READY_POLLS_MAX = 30_000; // five minutes: recovery after a crash may take its time
    private static final int REMIND_POLLS = 500;
    private static final int FAST_STOP_SECONDS = 20;
    private static final int IMMEDIATE_STOP_SECONDS = 5;
    private static final long LOG_BYTES_MAX = 8L << 20;

    static PostgresServer start(
            DataFolder data, PostgresBinaries binaries, Account account, Consumer<String> progress) {
        try {
            rotate(data.serverLog());
            for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
                long logged = size(data.serverLog());
                PostgresServer server = launch(data, binaries, account);
                if (server.becomesReady(data, progress)) {
                    return server;
                }
                if (!since(data.serverLog(), logged).contains("Address already in use")) {
                    throw failed(data, since(data.serverLog(), logged));
                }
            }
            long logged = size(data.serverLog());
            PostgresServer last = launch(data, binaries, account);
            if (last.becomesReady(data, progress)) {
                return last;
            }
            throw failed(data, since(data.serverLog(), logged));
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(data.root(), "starting PostgreSQL", e);
        }
    }

    /** Ends it as PostgreSQL's "fast" shutdown does, and if that takes too long as its "immediate" one. */
    static boolean stop(ProcessHandle process) {
        return signalled(process, "INT", FAST_STOP_SECONDS) || signalled(process, "QUIT", IMMEDIATE_STOP_SECONDS);
    }

    private static PostgresServer launch(DataFolder data, PostgresBinaries binaries, Account account)
            throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(account.running(postgres(binaries, data.cluster(), port)));
        Process process = Programs.prepared(
                        command,
                        data.cluster(),
                        ProcessBuilder.Redirect.appendTo(data.serverLog().toFile()))
                .start();
        return new PostgresServer(process, port);
    }

    /** Given on the command line, where no {@code ALTER SYSTEM} overrides them. */
    private static List<String> postgres(PostgresBinaries binaries, Path cluster, int port) {
        List<String> command =
                new ArrayList<>(List.of(binaries.program("postgres"), "-D", cluster.toString(), "-p", "" + port));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "password_encryption=scram-sha-256",
                "shared_buffers=128MB",
                "max_connections=60",
                "max_wal_size=1GB",
                "log_checkpoints=off",
                "log_line_prefix=%m [%p] ",
                "timezone=UTC",
                "log_timezone=UTC")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** Ctrl-C in expacti's terminal must reach expacti, which then stops PostgreSQL in order; never both at once. */
    private static List<String> ownSession() {
        boolean found =
                List.of("/usr/bin/setsid", "/bin/setsid").stream().map(Path::of).anyMatch(Files::isExecutable);
        return found ? List.of("setsid") : List.of();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            return socket.getLocalPort();
        }
    }

    private boolean becomesReady(DataFolder data, Consumer<String> progress) throws IOException {
        for (int poll = 1; poll <= READY_POLLS_MAX; poll++) {
            if (exitedWithin(POLL_MS)) {
                return false;
            }
            Optional<PostmasterFile> file = PostmasterFile.read(data.cluster());
            if (file.filter(found -> found.pid() == process.pid() && found.isReady())
                    .isPresent()) {
                return true;
            }
            if (poll % REMIND_POLLS == 0) {
                progress.accept("waiting for PostgreSQL to become ready … %d s".formatted(poll * POLL_MS / 1000));
            }
        }
        stop(process.toHandle());
        return false;
    }

    private boolean exitedWithin(int milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(process.toHandle());
            throw new DatabaseUnavailable("the start of the database was interrupted: start expacti again", e);
        }
    }

    private static boolean signalled(ProcessHandle process, String signal, int seconds) {
        try {
            // Java sends SIGTERM only, which for PostgreSQL means "wait until every client has left".
            new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(signal, process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | IOException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process has no way to fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static DatabaseUnavailable failed(DataFolder data, String log) {
        if (DatabaseUnavailable.saysDiskFull(log)) {
            return DatabaseUnavailable.diskFull(data.root(), "starting PostgreSQL", new IOException("no space left"));
        }
        String reason = log.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .reduce((earlier, later) -> later)
                .or(() -> log.lines().reduce((earlier, later) -> later))
                .orElse("it gave no reason");
        return new DatabaseUnavailable(
                "PostgreSQL did not start on the database in `%s`; its last word was `%s`: see `%s`, and restore from a backup if the files are damaged"
                        .formatted(data.cluster(), reason.strip(), data.serverLog()));
    }

    private static void rotate(Path log) throws IOException {
        if (size(log) > LOG_BYTES_MAX) {
            Files.move(log, log.resolveSibling("postgresql.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long size(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private static String since(Path log, long offset) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(offset, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
}
