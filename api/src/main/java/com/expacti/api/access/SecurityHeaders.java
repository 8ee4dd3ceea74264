package com.expacti.api.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Headers that keep a browser from guessing, framing, leaking or keeping what it got. */
@ServerFilter("/**")
final class SecurityHeaders implements Ordered {
    /** For the dashboard: only its own files, no inline script or style, no framing, no plain strings into HTML. */
    private static final String DASHBOARD_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String OTHER_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** Outside every other filter, so that what they refuse carries the headers too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void headers(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String path = request.getPath();
        boolean dashboard = path.equals("/app") || path.startsWith("/app/");
        response.header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Content-Security-Policy", dashboard ? DASHBOARD_POLICY : OTHER_POLICY);
        if (!dashboard) {
            response.header("Cache-Control", "no-store");
        }
    }
}
