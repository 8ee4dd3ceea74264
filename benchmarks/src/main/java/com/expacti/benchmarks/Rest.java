package com.expacti.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Calls of the REST API, each of which has to be answered as it is expected to. */
final class Rest {
    private final HttpClient http;
    private final String base;
    private final String token;

    Rest(HttpClient http, int port, String token) {
        this.http = http;
        this.base = "http://localhost:" + port + "/api/v1";
        this.token = token;
    }

    String get(String path) {
        return call("GET", path, "", List.of(200));
    }

    String post(String path, String body, Integer... expected) {
        return call("POST", path, body, List.of(expected));
    }

    String patch(String path, String body) {
        return call("PATCH", path, body, List.of(200));
    }

    private String call(String method, String path, String body, List<Integer> expected) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (!expected.contains(answer.statusCode())) {
                throw new IllegalStateException(
                        method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first field of that name, a text. */
    static String field(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(at, json.indexOf('"', at));
    }
}
