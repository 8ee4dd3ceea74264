package com.expacti.cluster.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One node: the product's own main in a JVM of its own. It can be asked to stop, killed, and stopped in its tracks. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern SET_UP = Pattern.compile("/app/setup#token=([0-9a-f]{32})");
    private static final int LINES_KEPT = 200;
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final int port;
    private final Deque<String> said;
    private final CompletableFuture<String> setUpToken;

    private NodeProcess(Process process, int port, Deque<String> said, CompletableFuture<String> setUpToken) {
        this.process = process;
        this.port = port;
        this.said = said;
        this.setUpToken = setUpToken;
    }

    /** A node on its way, so that several can start at once. */
    public static final class Starting {
        private final Process process;
        private final int port;

        private Starting(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        /** Waits until it answers, then reads on in the background, so that it never waits for its reader. */
        public NodeProcess awaitReady() {
            BufferedReader out = process.inputReader();
            Deque<String> said = new ArrayDeque<>();
            try {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    keep(said, line);
                    if (line.contains("ready on")) {
                        return ready(out, said);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalStateException("the node did not start:\n" + String.join("\n", said));
        }

        private NodeProcess ready(BufferedReader out, Deque<String> said) {
            CompletableFuture<String> token = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> out.lines().forEach(line -> {
                        keep(said, line);
                        Matcher found = SET_UP.matcher(line);
                        if (found.find()) {
                            token.complete(found.group(1));
                        }
                    }));
            return new NodeProcess(process, port, said, token);
        }
    }

    private static void keep(Deque<String> said, String line) {
        synchronized (said) {
            said.addLast(line);
            if (said.size() > LINES_KEPT) {
                said.removeFirst();
            }
        }
    }

    /** @param environment what the node is to be set */
    public static Starting start(Map<String, String> environment, Path clock) {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dexpacti.test.clock=" + clock,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "com.expacti.standalone.Main"))
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().put("EXPACTI_PORT", Integer.toString(port));
            Process process = builder.start();
            // However the tests end, nothing of theirs runs on.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> process.toHandle().destroyForcibly()));
            return new Starting(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** From the link that a node over an empty database prints. */
    String setUpToken() {
        return setUpToken.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Its last lines, for whoever has to find out what went wrong. */
    public String said() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    /** As {@code kill -9}. */
    public void kill() {
        var _ = process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** As an orderly restart begins: {@code SIGTERM}. By its handle, which leaves its output to whoever reads it. */
    public void stop() {
        var _ = process.toHandle().destroy();
        awaitEnd();
    }

    /** Stops it in its tracks, as a machine does that has other things to do. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int _ = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the node does not end:\n" + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            thaw();
            kill();
        }
    }
}
