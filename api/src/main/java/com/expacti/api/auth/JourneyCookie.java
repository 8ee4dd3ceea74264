package com.expacti.api.auth;

import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.Journeys;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What ties a journey to another service to the browser that set out: a cookie no script reads. Over TLS its name has the prefix
 * that keeps other hosts from setting it (RFC 6265bis §4.1.3.2); a browser on this machine takes none such without TLS.
 */
@Singleton
public final class JourneyCookie {
    private final boolean encrypted;
    private final String name;

    JourneyCookie(PublicAddress address) {
        this.encrypted = address.url().startsWith("https:");
        this.name = encrypted ? "__Host-expacti_journey" : "expacti_journey";
    }

    /** Lax, for it has to come along when the provider sends the browser back. */
    <T> MutableHttpResponse<T> put(MutableHttpResponse<T> answer, String secret) {
        return answer.cookie(Cookie.of(name, secret)
                .httpOnly(true)
                .secure(encrypted)
                .sameSite(SameSite.Lax)
                .path("/")
                .maxAge(Journeys.LIFE.plus(Journeys.TICKET_LIFE).toSeconds()));
    }

    /** What the browser that asks was given when it set out. */
    public Optional<String> of(HttpRequest<?> request) {
        return request.getCookies().findCookie(name).map(Cookie::getValue);
    }
}
