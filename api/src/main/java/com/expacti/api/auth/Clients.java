package com.expacti.api.auth;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.application.login.Client;
import com.expacti.domain.command.SourceAddress;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where a request comes from, as a sign-in remembers it. */
@Singleton
final class Clients {
    private final Sources sources;

    Clients(Sources sources) {
        this.sources = sources;
    }

    Client of(HttpRequest<?> request) {
        return new Client(
                sources.of(request).map(SourceAddress::text),
                Optional.ofNullable(request.getHeaders().get(HttpHeaders.USER_AGENT)));
    }
}
