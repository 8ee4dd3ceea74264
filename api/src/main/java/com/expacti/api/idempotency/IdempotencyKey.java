package com.expacti.api.idempotency;

import com.expacti.application.failure.GateException;
import com.expacti.application.idempotency.Asked;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/** The key as a request brings it. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /**
     * With or without the quotes the draft asks for (draft-ietf-httpapi-idempotency-key-header §2.1); most clients leave them out.
     *
     * @throws GateException {@code bad_message} where there are two, or one that is no key
     */
    public static Optional<String> of(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HEADER);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String key = unquoted(headers.getFirst().strip());
        boolean good = headers.size() == 1
                && !key.isEmpty()
                && key.length() <= Asked.KEY_LENGTH_MAX
                && key.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (!good) {
            throw GateException.badMessage(
                    HEADER,
                    "Idempotency-Key is given once, with 1 to 255 printable ASCII characters; a UUID is a good one");
        }
        return Optional.of(key);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
