package com.expacti.adapters.wire.limit;

import com.expacti.application.failure.GateException;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;

/** Tells a caller where they stand (draft-ietf-httpapi-ratelimit-headers-10 §3, §4). */
@ServerFilter("/api/v1/**")
final class RateHeaders implements Ordered {
    private static final String DRAWN = "expacti.drawn";
    private static final int WINDOW_SECONDS = 60;

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    /**
     * What was drawn last is what the answer tells.
     *
     * @throws GateException {@code rate_limited}
     */
    static Drawn granted(HttpRequest<?> request, Drawn drawn) {
        request.setAttribute(DRAWN, drawn);
        if (drawn instanceof Drawn.Refused refused) {
            throw GateException.rateLimited(
                    "%s; ask again in %d s".formatted(sentence(refused), refused.againAfterSeconds()),
                    Duration.ofSeconds(refused.againAfterSeconds()));
        }
        return drawn;
    }

    private static String sentence(Drawn.Refused refused) {
        return switch (refused.policy()) {
            case REQUESTS, AGENTS -> "this credential makes more than %d requests a minute".formatted(refused.quota());
            case OPEN -> "this address makes more than %d requests a minute without a token".formatted(refused.quota());
            case ATTEMPTS ->
                "this address tries more than %d tokens a minute that prove nobody".formatted(refused.quota());
        };
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        switch (request.getAttribute(DRAWN, Drawn.class).orElseGet(Drawn.Unlimited::new)) {
            case Drawn.Unlimited unlimited -> {}
            case Drawn.Granted granted ->
                write(response, granted.policy(), granted.quota(), granted.remaining(), granted.fullAfterSeconds());
            case Drawn.Refused refused ->
                write(response, refused.policy(), refused.quota(), 0, refused.againAfterSeconds());
        }
    }

    private static void write(
            MutableHttpResponse<?> response, RatePolicy policy, int quota, long remaining, long seconds) {
        response.header("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(policy.literal(), quota, WINDOW_SECONDS))
                .header("RateLimit", "\"%s\";r=%d;t=%d".formatted(policy.literal(), remaining, seconds));
    }
}
