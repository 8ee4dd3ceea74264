package com.expacti.cluster.process;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket to one node, of an agent or a reviewer. */
public final class Wire implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOST = 1006;

    private final BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private Wire(int port, String path, String token) throws IOException {
        try {
            socket = HTTP.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(URI.create("ws://localhost:" + port + path), this)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("the socket was refused", e.getCause());
        }
    }

    static Wire agent(int port, String token) throws IOException {
        return new Wire(port, "/shell/ws", token);
    }

    static Wire reviewer(int port, String token) throws IOException {
        return new Wire(port, "/reviewer/ws", token);
    }

    public void send(Map<String, ?> message) throws IOException {
        try {
            WebSocket _ = socket.sendText(JSON.std.asString(message), true).join();
        } catch (CompletionException e) {
            throw new IOException("the socket is gone", e.getCause());
        }
    }

    /** The next message of this type; the others are let go. */
    public Map<String, Object> until(String type) throws IOException {
        return until(type, PATIENCE);
    }

    public Map<String, Object> until(String type, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        for (Map<String, Object> message = next(end); ; message = next(end)) {
            if (type.equals(message.get("type"))) {
                return message;
            }
        }
    }

    /** Any message. */
    public Map<String, Object> next(long endNanos) throws IOException {
        try {
            Map<String, Object> message = received.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new IOException("nothing came");
            }
            if (message.isEmpty()) {
                received.add(message);
                throw new IOException("the socket ended with " + ended.join());
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Why the other end closed; 1006 where it went without a word. */
    public int closeCode() {
        return ended.completeOnTimeout(0, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            try {
                received.add(JSON.std.mapFrom(part.toString()));
            } catch (IOException e) {
                throw new IllegalStateException("not JSON: " + part, e);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(LOST);
    }

    /** An empty message is the end. */
    private void end(int code) {
        ended.complete(code);
        received.add(Map.of());
    }

    /** Goes without a word, as a lost connection does. */
    @Override
    public void close() {
        socket.abort();
    }
}
