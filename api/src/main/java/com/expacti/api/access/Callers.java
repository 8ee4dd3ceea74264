package com.expacti.api.access;

import com.expacti.adapters.wire.guard.Bearer;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** Who calls, by the request's bearer token. */
@Singleton
public final class Callers {
    private final Authenticator authenticator;

    Callers(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** @throws GateException {@code unauthorized} */
    public Caller any(HttpRequest<?> request) {
        return authenticator.authenticate(Bearer.token(request)
                .orElseThrow(() ->
                        new GateException(ErrorCode.UNAUTHORIZED, "send the token as `Authorization: Bearer …`")));
    }

    /** @throws GateException {@code unauthorized}, or {@code forbidden} for an agent */
    public PersonCaller person(HttpRequest<?> request) {
        return switch (any(request)) {
            case PersonCaller person -> person;
            case AgentCaller agent ->
                throw new GateException(ErrorCode.FORBIDDEN, "an agent's token submits commands and reads its own");
        };
    }

    /** @throws GateException {@code unauthorized}, or {@code forbidden} for a person */
    public AgentCaller agent(HttpRequest<?> request) {
        return switch (any(request)) {
            case AgentCaller agent -> agent;
            case PersonCaller person ->
                throw new GateException(ErrorCode.FORBIDDEN, "only an agent's token may do this");
        };
    }
}
