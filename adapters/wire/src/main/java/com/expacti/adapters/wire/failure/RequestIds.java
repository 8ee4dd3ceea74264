package com.expacti.adapters.wire.failure;

import com.expacti.application.command.IdSource;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** Names each request once, so that a line in the log and an answer can be matched. */
@Singleton
public final class RequestIds {
    private static final String ATTRIBUTE = "expacti.request_id";

    private final IdSource ids;

    RequestIds(IdSource ids) {
        this.ids = ids;
    }

    public String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String id = fresh();
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    /** For a message of a socket. */
    public String fresh() {
        return "req_" + ids.next();
    }
}
