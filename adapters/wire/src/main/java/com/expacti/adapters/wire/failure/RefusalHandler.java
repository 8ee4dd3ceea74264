package com.expacti.adapters.wire.failure;

import com.expacti.application.failure.GateException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;

/** Answers what a controller refused. */
@Singleton
final class RefusalHandler implements ExceptionHandler<GateException, HttpResponse<JsonNode>> {
    private final Problems problems;

    RefusalHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface is declared so
    public HttpResponse<JsonNode> handle(HttpRequest request, GateException refusal) {
        return problems.of(request, refusal);
    }
}
