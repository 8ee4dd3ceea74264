package com.expacti.standalone.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pages of other sites a browser lets read our answers (the Fetch standard's CORS). Off unless origins are named, each
 * exactly; never with credentials that a browser adds by itself, since a token stands in a header the page sets.
 */
final class Cors {
    private static final String OURS = "micronaut.server.cors.configurations.expacti.";
    private static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match");
    private static final List<String> ANSWER_HEADERS =
            List.of("ETag", "Idempotency-Replayed", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate");

    private Cors() {}

    static Map<String, Object> properties(List<String> origins) {
        if (origins.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> out = new HashMap<>();
        out.put("expacti.cors-origins", origins);
        out.put("micronaut.server.cors.enabled", true);
        out.put(OURS + "allowed-origins", origins);
        out.put(OURS + "allowed-methods", List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        out.put(OURS + "allowed-headers", REQUEST_HEADERS);
        out.put(OURS + "exposed-headers", ANSWER_HEADERS);
        out.put(OURS + "allow-credentials", false);
        out.put(OURS + "allow-private-network", false);
        out.put(OURS + "max-age", 600);
        return out;
    }
}
