package com.expacti.standalone.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An agent's socket to a server that may die. */
public final class AgentLine implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<WebSocket> socket;

    public AgentLine(HttpClient http, int port) {
        socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + ServerProcess.AGENT)
                .buildAsync(URI.create("ws://localhost:" + port + "/shell/ws"), this);
    }

    public void send(String text) {
        WebSocket _ = socket.join().sendText(text, true).join();
    }

    /** The next message of this type. */
    public String until(String type) throws IOException {
        try {
            while (true) {
                String text = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (text == null) {
                    throw new IOException("no `" + type + "` came");
                }
                if (text.contains("\"type\":\"" + type + "\"")) {
                    return text;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits for the end of the socket, whichever way it ends. */
    void awaitEnd() {
        boolean _ = ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(e -> true)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            received.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended.complete(true);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.complete(true);
    }
}
