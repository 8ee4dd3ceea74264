package com.expacti.client.scripted;

import com.expacti.client.access.Access;
import com.expacti.client.access.Endpoint;
import com.expacti.client.access.Token;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Listens on loopback. Each socket that comes plays the next script, HTTP calls get the answers laid out for them, and
 * {@link #close} throws what went wrong in any script.
 */
public final class ScriptedGate implements AutoCloseable {
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final Deque<Consumer<Peer>> scripts = new ArrayDeque<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Thread> playing = new ArrayList<>();

    /** What a REST call is answered. */
    public record Answer(int status, String contentType, String body) {
        public static Answer json(String body) {
            return new Answer(200, "application/json", body);
        }

        public static Answer problem(int status, String body) {
            return new Answer(status, "application/problem+json", body);
        }
    }

    /** A REST call that came. */
    public record Call(String line, String authorization, String body) {}

    private ScriptedGate(ServerSocket server) {
        this.server = server;
    }

    public static ScriptedGate start() {
        try {
            ScriptedGate gate = new ScriptedGate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(gate::accept);
            return gate;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public Access access() {
        return new Access(Endpoint.of(url()), Token.of("demo-shell-token"));
    }

    /** What the next socket without a script will play. */
    public synchronized ScriptedGate then(Consumer<Peer> script) {
        scripts.add(script);
        return this;
    }

    /** The answer to `METHOD /path?query`. */
    public synchronized ScriptedGate answer(String line, Answer answer) {
        answers.put(line, answer);
        return this;
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setSoTimeout(10_000);
                socket.setTcpNoDelay(true);
                Thread thread = Thread.ofVirtual().unstarted(() -> serve(socket));
                synchronized (this) {
                    playing.add(thread);
                }
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            String[] request = line(in).split(" ", 3);
            if (request.length < 3) {
                return;
            }
            Map<String, String> headers = headers(in);
            if (headers.containsKey("sec-websocket-key")) {
                play(socket, in, request[1], headers);
            } else {
                call(socket.getOutputStream(), in, request[0] + " " + request[1], headers);
            }
        } catch (IOException gone) {
            // The client left; a script that minded has said so itself.
        } catch (RuntimeException | AssertionError wrong) {
            synchronized (this) {
                failures.add(wrong);
            }
        }
    }

    private void play(Socket socket, DataInputStream in, String path, Map<String, String> headers) throws IOException {
        OutputStream out = socket.getOutputStream();
        Consumer<Peer> script;
        synchronized (this) {
            script = scripts.poll();
        }
        if (script == null) {
            respond(out, new Answer(503, "text/plain", ""));
            return;
        }
        if (headers.getOrDefault("authorization", "").equals("Bearer refused")) {
            respond(out, new Answer(401, "text/plain", ""));
            return;
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(headers.getOrDefault("sec-websocket-key", "")) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Peer peer = new Peer(socket, in, out, path, headers);
        script.accept(peer);
        peer.linger();
    }

    private void call(OutputStream out, DataInputStream in, String line, Map<String, String> headers)
            throws IOException {
        byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        in.readFully(body);
        Answer answer;
        synchronized (this) {
            calls.add(new Call(
                    line, headers.getOrDefault("authorization", ""), new String(body, StandardCharsets.UTF_8)));
            answer = answers.getOrDefault(
                    line, Answer.problem(404, "{\"code\":\"not_found\",\"detail\":\"nothing at " + line + "\"}"));
        }
        respond(out, answer);
    }

    private static void respond(OutputStream out, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + answer.status() + " Said\r\nContent-Type: " + answer.contentType()
                        + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> headers(DataInputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Waits for the scripts to end and throws the first failure of any. */
    @Override
    public void close() {
        try {
            server.close();
            for (Thread thread : List.copyOf(playing)) {
                thread.join(10_000);
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
        synchronized (this) {
            if (!failures.isEmpty()) {
                throw new AssertionError("a script failed: " + failures.getFirst(), failures.getFirst());
            }
        }
    }
}
