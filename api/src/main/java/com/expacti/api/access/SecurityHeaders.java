package com.expacti.api.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;

/** Headers that keep a browser from guessing, framing, leaking or keeping what it got. */
@ServerFilter("/**")
final class SecurityHeaders implements Ordered {
    /** For the dashboard: only its own files, no inline script or style, no framing, no plain strings into HTML. */
    private static final String DASHBOARD_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /** For the contract's page, which is text and a style sheet. */
    private static final String DOCUMENT_POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String OTHER_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** Long enough for browsers to remember it, and for this name alone: others of its domain are not ours. */
    private static final String HTTPS_ONLY = "max-age=31536000";

    /** Anybody may keep it, for as long as its own controller says. */
    private static final String AUDIT_KEYS = "/.well-known/expacti-audit-keys.json";

    private final boolean https;

    /** @param publicUrl where people reach this instance */
    SecurityHeaders(@Property(name = "expacti.public-url") Optional<String> publicUrl) {
        this.https = publicUrl.filter(url -> url.startsWith("https://")).isPresent();
    }

    /** Outside every other filter, so that what they refuse carries the headers too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void headers(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String path = request.getPath();
        response.header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Content-Security-Policy", policy(path));
        if (https) {
            response.header("Strict-Transport-Security", HTTPS_ONLY);
        }
        if (!isBelow("/app", path) && !path.equals(AUDIT_KEYS)) {
            response.header("Cache-Control", "no-store");
        }
    }

    private static String policy(String path) {
        if (isBelow("/app", path)) {
            return DASHBOARD_POLICY;
        }
        return isBelow("/docs", path) ? DOCUMENT_POLICY : OTHER_POLICY;
    }

    private static boolean isBelow(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
