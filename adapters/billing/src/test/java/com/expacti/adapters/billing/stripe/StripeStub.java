package com.expacti.adapters.billing.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The few parts of Stripe's API that are used here, on loopback: answers as documented, and keeps what was sent. */
final class StripeStub implements AutoCloseable {
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> byKey = new ConcurrentHashMap<>();
    private volatile String subscriptions = "";
    private volatile int status = 200;

    /** One call as it came. */
    record Asked(String call, Map<String, String> form, Optional<String> key, String authorization) {}

    StripeStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    Asked last() {
        return asked.getLast();
    }

    /** What a customer's list holds from now on: JSON objects, by commas. */
    void subscriptions(String json) {
        subscriptions = json;
    }

    void failing(int with) {
        status = with;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<String> query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery());
            Optional<String> key =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            asked.add(new Asked(
                    call,
                    form(query.orElse(body)),
                    key,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
            // As documented, a key answers again what it answered first.
            String answer =
                    key.map(k -> byKey.computeIfAbsent(k, _ -> answer(call))).orElseGet(() -> answer(call));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(String call) {
        if (status != 200) {
            return "{\"error\":{\"type\":\"api_error\",\"message\":\"secret detail\"}}";
        }
        int number = asked.size();
        return switch (call) {
            case "POST /v1/customers" -> "{\"id\":\"cus_%d\",\"object\":\"customer\"}".formatted(number);
            case "POST /v1/checkout/sessions" ->
                "{\"id\":\"cs_%d\",\"object\":\"checkout.session\",\"url\":\"https://checkout.stripe.com/c/pay/cs_%d\"}"
                        .formatted(number, number);
            case "POST /v1/billing_portal/sessions" ->
                "{\"id\":\"bps_%d\",\"object\":\"billing_portal.session\",\"url\":\"https://billing.stripe.com/p/session/%d\"}"
                        .formatted(number, number);
            case "GET /v1/subscriptions" ->
                "{\"object\":\"list\",\"has_more\":false,\"url\":\"/v1/subscriptions\",\"data\":[" + subscriptions
                        + "]}";
            default -> throw new IllegalStateException("nobody should ask " + call);
        };
    }

    private static Map<String, String> form(String text) {
        Map<String, String> out = new TreeMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                out.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return out;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
