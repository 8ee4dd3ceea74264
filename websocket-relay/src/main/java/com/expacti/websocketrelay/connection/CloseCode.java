package com.expacti.websocketrelay.connection;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/** Why the server ends a socket: RFC 6455 §7.4.1 and the private range of the wire contract. */
public enum CloseCode {
    NORMAL(1000, ""),
    GOING_AWAY(1001, "no pong came back for 60 s"),
    BINARY(1003, "send text frames"),
    NOT_UTF_8(1007, "a text frame was not UTF-8"),
    TOO_BIG(1009, "a message is at most 1048576 bytes"),
    BROKEN(1011, "something broke on our side; connect again"),
    DRAINING(1012, "the server restarts; connect again and resume"),
    TOO_SLOW(1013, "too much waits to be read; connect again"),
    PROTOCOL(1002, "a frame broke the WebSocket protocol"),
    UNAUTHORIZED(4401, "unauthorized");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    CloseWebSocketFrame frame() {
        return new CloseWebSocketFrame(code, reason);
    }
}
