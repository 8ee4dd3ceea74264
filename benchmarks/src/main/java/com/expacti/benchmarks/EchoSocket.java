package com.expacti.benchmarks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import org.reactivestreams.Publisher;

/** Sends back what came. */
@Requires(property = "expacti.echo", value = "true")
@ServerWebSocket("/echo")
final class EchoSocket {
    @OnMessage
    Publisher<String> message(String text, WebSocketSession session) {
        return session.send(text);
    }
}
