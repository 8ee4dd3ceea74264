package com.expacti.client.rest;

import com.expacti.client.access.Access;
import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls under {@code /api/v1}. Redirects are not followed, so that the token goes nowhere else. */
public final class RestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final Access access;
    private final Supplier<String> idempotencyKeys;
    private final HttpClient http;

    public RestClient(Access access, Supplier<String> idempotencyKeys) {
        this.access = access;
        this.idempotencyKeys = idempotencyKeys;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    public Message get(String path) throws Problem {
        return read(call(request(path).GET()));
    }

    public Message post(String path, Map<String, ?> body) throws Problem {
        return read(call(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKeys.get())
                .POST(BodyPublishers.ofString(Message.print(body)))));
    }

    public void delete(String path) throws Problem {
        HttpResponse<InputStream> response = call(
                request(path).header("Idempotency-Key", idempotencyKeys.get()).DELETE());
        if (response.statusCode() >= 300) {
            throw Problem.of(response.statusCode(), problem(response));
        }
    }

    /** The body as it comes, for exports of any size; the caller closes it. */
    public InputStream stream(String path) throws Problem {
        HttpResponse<InputStream> response =
                call(request(path).setHeader("Accept", "*/*").GET());
        if (response.statusCode() != 200) {
            throw Problem.of(response.statusCode(), problem(response));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(access.endpoint().rest(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + access.token().reveal());
    }

    private HttpResponse<InputStream> call(HttpRequest.Builder request) throws Problem {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException gone) {
            throw new Problem(
                    0,
                    "unreachable",
                    "the gate at " + access.endpoint() + " does not answer: check the URL and that it runs");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Problem(0, "unreachable", "interrupted");
        }
    }

    private static Message read(HttpResponse<InputStream> response) throws Problem {
        if (response.statusCode() >= 300) {
            throw Problem.of(response.statusCode(), problem(response));
        }
        try {
            String text = text(response);
            return text.isBlank() ? new Message(Map.of()) : Message.parse(text);
        } catch (BadMessage bad) {
            throw new Problem(
                    response.statusCode(), "bad_message", "the gate's answer can't be read: " + bad.getMessage());
        } catch (IOException gone) {
            throw new Problem(0, "unreachable", "the connection to the gate was lost while it answered");
        }
    }

    private static Optional<Message> problem(HttpResponse<InputStream> response) {
        try {
            return Optional.of(Message.parse(text(response)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
