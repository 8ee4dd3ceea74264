package com.expacti.websocketrelay.connection;

import com.expacti.adapters.wire.failure.ErrorFrames;
import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What both sockets do with every message: read it, know who sends it, pass it on, and answer what goes wrong. */
final class Dialogue {
    static final int AUTHENTICATION_SECONDS_MAX = 5;
    static final int PING_SECONDS = 30;
    static final int PONG_SECONDS_MAX = 60;
    private static final int PEEK_BYTES_MAX = 4096;

    private final Encoder encoder;
    private final ErrorFrames errors;
    private final Authenticator authenticator;
    private final Members members;
    private final LongSupplier ticks;

    Dialogue(Encoder encoder, ErrorFrames errors, Authenticator authenticator, Members members, LongSupplier ticks) {
        this.encoder = encoder;
        this.errors = errors;
        this.authenticator = authenticator;
        this.members = members;
        this.ticks = ticks;
    }

    /** Hears of everybody who was admitted. */
    interface Members {
        Peer admitted(Connection connection, Caller caller);
    }

    long tick() {
        return ticks.getAsLong();
    }

    byte[] encoded(JsonObject message) {
        return encoder.bytes(message);
    }

    JsonObject error(Throwable thrown, Optional<String> ref, Optional<String> id) {
        return errors.of(thrown, ref, id);
    }

    static GateException unauthenticated() {
        return new GateException(
                ErrorCode.UNAUTHORIZED, "send {\"type\":\"auth\",\"token\":…} first, within 5 s of connecting");
    }

    /** Welcomes who was proven, or turns them away. */
    void admit(Connection connection, Caller caller) {
        try {
            Peer peer = members.admitted(connection, caller);
            connection.admit(peer);
            peer.opened();
        } catch (RuntimeException e) {
            connection.send(error(e, Optional.empty(), Optional.empty()));
            boolean unproven = e instanceof GateException refusal && refusal.code() == ErrorCode.UNAUTHORIZED;
            connection.close(unproven ? CloseCode.UNAUTHORIZED : CloseCode.BROKEN);
        }
    }

    void handle(Connection connection, byte[] bytes) {
        Optional<Fields> message = Optional.empty();
        try {
            Optional<String> text = decoded(bytes);
            if (text.isEmpty()) {
                connection.close(CloseCode.NOT_UTF_8);
                return;
            }
            message = Optional.of(parsed(text.get()));
            pass(connection, message.get());
        } catch (GateException refusal) {
            refused(connection, refusal, message);
        } catch (RuntimeException broken) {
            connection.send(error(broken, quiet(message, "ref"), quiet(message, "id")));
        }
    }

    /** The error for a message that came faster than those before it were handled. It is read only where that is cheap. */
    JsonObject tooMany(byte[] bytes) {
        Optional<Fields> message = Optional.empty();
        if (bytes.length <= PEEK_BYTES_MAX) {
            try {
                message = decoded(bytes).map(this::parsed);
            } catch (GateException unreadable) {
                message = Optional.empty();
            }
        }
        GateException refusal = new GateException(
                ErrorCode.RATE_LIMITED, "256 messages of this socket wait to be handled; wait for answers");
        return error(refusal, quiet(message, "ref"), quiet(message, "id"));
    }

    private void pass(Connection connection, Fields message) {
        String type = message.text("type");
        Optional<Peer> peer = connection.peer();
        if (peer.isPresent()) {
            peer.get().received(type, message);
        } else if (type.equals("auth")) {
            admit(connection, authenticator.authenticate(message.text("token")));
        } else {
            throw unauthenticated();
        }
    }

    /** Whatever is wrong with a message of somebody unproven, it proved nobody. */
    private void refused(Connection connection, GateException refusal, Optional<Fields> message) {
        boolean unproven = connection.peer().isEmpty() && refusal.code() != ErrorCode.UNAVAILABLE;
        GateException said = unproven && refusal.code() != ErrorCode.UNAUTHORIZED ? unauthenticated() : refusal;
        connection.send(error(said, quiet(message, "ref"), quiet(message, "id")));
        if (said.code() == ErrorCode.UNAUTHORIZED) {
            connection.close(CloseCode.UNAUTHORIZED);
        } else if (connection.peer().isEmpty()) {
            connection.close(CloseCode.BROKEN);
        }
    }

    private Fields parsed(String text) {
        return Fields.of(encoder.read(text));
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> quiet(Optional<Fields> message, String name) {
        try {
            return message.flatMap(fields -> fields.optionalText(name));
        } catch (GateException notText) {
            return Optional.empty();
        }
    }
}
