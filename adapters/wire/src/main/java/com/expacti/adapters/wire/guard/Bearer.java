package com.expacti.adapters.wire.guard;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/** The one place a request's token may stand: a single {@code Authorization: Bearer} header (RFC 6750 §2.1), never the query. */
public final class Bearer {
    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** Whether the request has an {@code Authorization} header at all, of whatever kind. */
    public static boolean isClaimed(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    /** Empty where there is none, more than one, or another scheme. */
    public static Optional<String> token(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.getFirst();
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
