package com.expacti.api.access;

import com.expacti.adapters.wire.guard.Bearer;
import com.expacti.adapters.wire.limit.Attempts;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who calls, by the request's bearer token. */
@Singleton
public final class Callers {
    private static final String CALLER = "expacti.caller";

    private final Authenticator authenticator;
    private final Attempts attempts;

    Callers(Authenticator authenticator, Attempts attempts) {
        this.authenticator = authenticator;
        this.attempts = attempts;
    }

    /**
     * Asked once a request, and counted once.
     *
     * @throws GateException {@code unauthorized}, {@code rate_limited}
     */
    public Caller any(HttpRequest<?> request) {
        return request.getAttribute(CALLER, Caller.class).orElseGet(() -> {
            String token = Bearer.token(request)
                    .orElseThrow(() ->
                            new GateException(ErrorCode.UNAUTHORIZED, "send the token as `Authorization: Bearer …`"));
            Caller caller = attempts.proving(request, token, authenticator::authenticate);
            attempts.proven(request, caller);
            request.setAttribute(CALLER, caller);
            return caller;
        });
    }

    /** Who called, where somebody asked while the request was handled. */
    public static Optional<Caller> known(HttpRequest<?> request) {
        return request.getAttribute(CALLER, Caller.class);
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
