package com.expacti.standalone.crash;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** expacti as its own process, in evaluation, over a data folder that outlives it. */
public final class ServerProcess implements AutoCloseable {
    public static final String AGENT = "demo-shell-token";
    public static final String REVIEWER = "demo-reviewer-token";
    private static final int UNAVAILABLE = 503;
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** An answer: its status and its body as a map. */
    public record Answer(int status, Map<String, Object> body) {
        public String text(String field) {
            return String.valueOf(body.get(field));
        }
    }

    /** @param crashAt the step at which the process kills itself */
    public static ServerProcess start(Path data, Optional<String> crashAt) {
        return start(data, crashAt.map(step -> Map.of("EXPACTI_CRASH_AT", step)).orElse(Map.of()));
    }

    /** @param environment what the process is to be set besides */
    public static ServerProcess start(Path data, Map<String, String> environment) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.expacti.standalone.Main",
                    "--eval"));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("EXPACTI_DATA", data.toString());
            builder.environment().put("EXPACTI_PORT", Integer.toString(port));
            builder.environment().putAll(environment);
            Process process = builder.start();
            awaitReady(process);
            return new ServerProcess(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on in the background, so that the process never waits for its reader. */
    private static void awaitReady(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains("ready on")) {
                Thread.ofVirtual().start(() -> {
                    long _ = out.lines().count();
                });
                return;
            }
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As a client does it: an answer that the store is out of reach is asked again, a few times. */
    public Answer call(String token, String method, String path, String body) throws IOException {
        Answer answer = once(token, method, path, body);
        for (int attempt = 0; answer.status() == UNAVAILABLE && attempt < ATTEMPTS; attempt++) {
            answer = once(token, method, path, body);
        }
        return answer;
    }

    private Answer once(String token, String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Answer(response.statusCode(), text.isEmpty() ? Map.of() : JSON.std.mapFrom(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A socket as an agent opens it. */
    AgentLine agent() {
        return new AgentLine(http, port);
    }

    public int port() {
        return port;
    }

    /** Whether the process ended by itself; waits for it. */
    boolean died() {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        boolean _ = died();
    }

    @Override
    public void close() {
        // By its handle: destroying the process would close its output under the thread that reads on.
        boolean _ = process.toHandle().destroy();
        if (!died()) {
            process.destroyForcibly();
        }
        http.close();
    }
}
