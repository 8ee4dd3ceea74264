package com.expacti.websocketrelay.connection;

import com.expacti.adapters.wire.failure.Problems;
import com.expacti.adapters.wire.guard.Bearer;
import com.expacti.adapters.wire.limit.Attempts;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.server.netty.websocket.NettyServerWebSocketUpgradeHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Proves a caller before the upgrade where a header names them. A browser cannot set one: with an allowed {@code
 * Origin} it is let in to say so in its first frame.
 */
@ServerFilter({Door.AGENTS, Door.REVIEWERS})
final class Door {
    static final String AGENTS = "/shell/ws";
    static final String REVIEWERS = "/reviewer/ws";

    private final Authenticator authenticator;
    private final Attempts attempts;
    private final Problems problems;

    Door(Authenticator authenticator, Attempts attempts, Problems problems) {
        this.authenticator = authenticator;
        this.attempts = attempts;
        this.problems = problems;
    }

    @RequestFilter
    CompletionStage<Optional<HttpResponse<?>>> admit(HttpRequest<?> request) {
        Channel channel =
                ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
        declineCompression(channel.pipeline());
        CompletableFuture<Optional<HttpResponse<?>>> answer = new CompletableFuture<>();
        // The upgrade goes on where it began, on the event loop, or a quick first frame could overtake it.
        Thread.ofVirtual().name("door").start(() -> {
            Optional<HttpResponse<?>> refusal = refusal(request);
            channel.eventLoop().execute(() -> answer.complete(refusal));
        });
        return answer;
    }

    private Optional<HttpResponse<?>> refusal(HttpRequest<?> request) {
        try {
            if (Bearer.isClaimed(request)) {
                Caller caller = attempts.proving(
                        request, Bearer.token(request).orElseThrow(Door::unproven), authenticator::authenticate);
                requirePlace(request, caller);
                request.setAttribute(Admission.CALLER, caller);
            } else if (!request.getHeaders().contains(HttpHeaders.ORIGIN)) {
                throw unproven();
            } else {
                attempts.anonymous(request);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(problems.of(request, e));
        }
    }

    private static void requirePlace(HttpRequest<?> request, Caller caller) {
        boolean belongs = switch (caller) {
            case Caller.AgentCaller agent -> request.getPath().equals(AGENTS);
            case Caller.PersonCaller person -> request.getPath().equals(REVIEWERS);
        };
        if (!belongs) {
            throw unproven();
        }
    }

    private static GateException unproven() {
        return new GateException(
                ErrorCode.UNAUTHORIZED, "send Authorization: Bearer with a token that belongs to this socket");
    }

    /** Inflating what strangers send needs limits of its own and hundreds of kilobytes a socket; text is short enough. */
    private static void declineCompression(ChannelPipeline pipeline) {
        Optional.ofNullable(pipeline.get(NettyServerWebSocketUpgradeHandler.COMPRESSION_HANDLER))
                .ifPresent(handler -> pipeline.remove(NettyServerWebSocketUpgradeHandler.COMPRESSION_HANDLER));
    }
}
