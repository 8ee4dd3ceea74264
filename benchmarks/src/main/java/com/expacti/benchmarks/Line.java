package com.expacti.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's WebSocket: text out, whole texts in, one at a time. */
final class Line implements WebSocket.Listener {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket socket; // null until it is open

    static Line open(HttpClient http, String address, String token) {
        Line line = new Line();
        line.socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(address), line)
                .join();
        return line;
    }

    void send(String text) {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        WebSocket _ = socket.sendText(text, true).join();
    }

    /** The next text that has the marker in it; others are passed over. */
    String until(String marker) {
        try {
            while (true) {
                String text = received.poll(60, TimeUnit.SECONDS);
                if (text == null) {
                    throw new IllegalStateException("no answer with " + marker + " within 60 s");
                }
                if (text.contains(marker)) {
                    return text;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void close() {
        if (socket != null) {
            socket.abort();
        }
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
}
