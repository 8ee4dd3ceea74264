package com.expacti.adapters.wire.limit;

import com.expacti.adapters.wire.failure.Problems;
import com.expacti.adapters.wire.guard.Bearer;
import com.expacti.application.failure.GateException;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;

/** Counts requests that name nobody by where they come from, before anything is looked up. */
@ServerFilter("/api/v1/**")
final class OpenRequests implements Ordered {
    private final Attempts attempts;
    private final Problems problems;

    OpenRequests(Attempts attempts, Problems problems) {
        this.attempts = attempts;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return 10; // inside what lets pages of other sites read the refusal
    }

    @RequestFilter
    Optional<HttpResponse<?>> count(HttpRequest<?> request) {
        if (Bearer.token(request).isPresent()) {
            return Optional.empty();
        }
        try {
            attempts.anonymous(request);
            return Optional.empty();
        } catch (GateException refusal) {
            return Optional.of(problems.of(request, refusal));
        }
    }
}
