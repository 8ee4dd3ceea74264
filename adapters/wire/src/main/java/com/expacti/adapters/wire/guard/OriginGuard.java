package com.expacti.adapters.wire.guard;

import com.expacti.adapters.wire.failure.Problems;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns away, before anything else looks at it, a request of a page that is not ours (cross-site WebSocket hijacking
 * and its like) and, in an evaluation, one for another host name (DNS rebinding).
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class OriginGuard implements Ordered {
    /** A load balancer asks these by address; they tell nothing. */
    private static final Set<String> PROBES = Set.of("/health", "/health/liveness", "/health/readiness");

    private final Origins origins;
    private final Problems problems;

    OriginGuard(Origins origins, Problems problems) {
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1; // only what adds headers to every answer is further out
    }

    @RequestFilter
    Optional<HttpResponse<?>> guard(HttpRequest<?> request) {
        int port = request.getServerAddress().getPort();
        List<String> hosts = request.getHeaders().getAll(HttpHeaders.HOST);
        if (!PROBES.contains(request.getPath()) && !origins.answersTo(hosts, port)) {
            return refuse(
                    request,
                    "this host name is not answered here; use http://localhost:%d or the public address"
                            .formatted(port));
        }
        boolean allowed =
                request.getHeaders().getAll(HttpHeaders.ORIGIN).stream().allMatch(o -> origins.allows(o, port));
        return allowed
                ? Optional.empty()
                : refuse(request, "this Origin is not allowed; add it to expacti.allowed-origins if it is yours");
    }

    private Optional<HttpResponse<?>> refuse(HttpRequest<?> request, String message) {
        return Optional.of(problems.of(request, new GateException(ErrorCode.FORBIDDEN, message)));
    }
}
