package com.expacti.standalone.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends requests as they are given, right or wrong, and keeps the whole answer. */
final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final Path data;

    /** @param data the server's folder, for what a test puts into its store by hand */
    Wire(int port, Path data) {
        this.base = "http://localhost:" + port;
        this.data = data;
    }

    Path data() {
        return data;
    }

    int port() {
        return URI.create(base).getPort();
    }

    /**
     * A request.
     *
     * @param path from the root, percent-encoded
     * @param token empty for none
     * @param body empty for none; JSON unless a header says otherwise
     */
    record Call(
            String method, String path, Optional<String> token, Optional<byte[]> body, Map<String, String> headers) {
        static Call of(String method, String path, String token) {
            return new Call(method, path, Optional.of(token), Optional.empty(), Map.of());
        }

        Call body(String json) {
            return body(json.getBytes(StandardCharsets.UTF_8));
        }

        Call body(byte[] bytes) {
            return new Call(method, path, token, Optional.of(bytes), headers);
        }

        Call by(String another) {
            return new Call(method, path, Optional.of(another), body, headers);
        }

        Call by(Optional<String> another) {
            return new Call(method, path, another, body, headers);
        }

        Call byNobody() {
            return new Call(method, path, Optional.empty(), body, headers);
        }

        Call as(String otherContentType) {
            return with("Content-Type", otherContentType);
        }

        /** With this header, in place of one of the same name. */
        Call with(String name, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(name, value);
            return new Call(method, path, token, body, all);
        }

        @Override
        public String toString() {
            return method + " " + path + " by " + token.orElse("nobody")
                    + body.map(b -> " with " + new String(b, 0, Math.min(b.length, 400), StandardCharsets.UTF_8))
                            .orElse("");
        }
    }

    /** An answer. */
    record Answer(Call call, int status, String contentType, HttpResponse<byte[]> response) {
        /** Empty where there is none. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(this + " is not JSON", e);
            }
        }

        @Override
        public String toString() {
            String text = text();
            return call + " answered " + status + " " + text.substring(0, Math.min(600, text.length()));
        }
    }

    Answer send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .timeout(PATIENCE)
                .method(
                        call.method(),
                        call.body()
                                .map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json");
        }
        call.headers().forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String contentType = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(call, response.statusCode(), contentType, response);
        } catch (IOException e) {
            throw new UncheckedIOException(call.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
