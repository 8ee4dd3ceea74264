package com.expacti.cluster.process;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;

/** Calls one node after the other by HTTP, as any client does. */
public final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private final IntSupplier port;
    private final Duration patience;

    Rest(IntSupplier port) {
        this(port, PATIENCE);
    }

    private Rest(IntSupplier port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** The same for somebody who gives up sooner. */
    public Rest within(Duration sooner) {
        return new Rest(port, sooner);
    }

    /** @throws IOException where no answer came: what was asked may have been done */
    public Answer call(String token, String method, String path, Map<String, ?> body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port.getAsInt() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(patience)
                .method(
                        method,
                        method.equals("GET") || method.equals("DELETE")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.std.asString(body)))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Answer(response.statusCode(), text.isEmpty() ? Map.of() : JSON.std.mapFrom(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public Answer get(String token, String path) throws IOException {
        return call(token, "GET", path, Map.of());
    }

    public Answer post(String token, String path, Map<String, ?> body) throws IOException {
        return call(token, "POST", path, body);
    }
}
