package com.expacti.websocketrelay.agent;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.Caller;
import com.expacti.websocketrelay.connection.Admission;
import com.expacti.websocketrelay.connection.Connection;
import com.expacti.websocketrelay.connection.Peer;
import io.micronaut.http.HttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;

/** {@code /shell/ws}: where agents connect. */
@ServerWebSocket("/shell/ws")
final class AgentSocket {
    private final Admission admission;
    private final AgentPeer.Talk talk;
    private final Sources sources;

    AgentSocket(Admission admission, AgentPeer.Talk talk, Sources sources) {
        this.admission = admission;
        this.talk = talk;
        this.sources = sources;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        Optional<SourceAddress> source = sources.of(request);
        admission.open(session, request, (connection, caller) -> peer(connection, caller, source));
    }

    /** Frames are read where {@link Admission} puts them; one that gets past that is nobody's. */
    @OnMessage(maxPayloadLength = 1 << 20)
    void message(WebSocketFrame frame) {
        frame.release();
    }

    private Peer peer(Connection connection, Caller caller, Optional<SourceAddress> source) {
        return switch (caller) {
            case Caller.AgentCaller agent -> new AgentPeer(connection, agent, source, talk);
            case Caller.PersonCaller person ->
                throw new GateException(ErrorCode.UNAUTHORIZED, "this socket is for agents; people use /reviewer/ws");
        };
    }
}
