package com.expacti.websocketrelay.reviewer;

import com.expacti.websocketrelay.connection.Admission;
import io.micronaut.http.HttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** {@code /reviewer/ws}: where people see what waits, and decide. */
@ServerWebSocket("/reviewer/ws")
final class ReviewerSocket {
    private final Admission admission;
    private final ReviewerDialogue dialogue;

    ReviewerSocket(Admission admission, ReviewerDialogue dialogue) {
        this.admission = admission;
        this.dialogue = dialogue;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        admission.open(session, request, (connection, caller) -> new ReviewerPeer(connection, caller, dialogue));
    }

    /** Frames are read where {@link Admission} puts them; one that gets past that is nobody's. */
    @OnMessage(maxPayloadLength = 1 << 20)
    void message(WebSocketFrame frame) {
        frame.release();
    }
}
