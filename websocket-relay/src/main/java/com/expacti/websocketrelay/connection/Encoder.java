package com.expacti.websocketrelay.connection;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Messages to and from text. */
@Singleton
public final class Encoder {
    private final JsonMapper json;

    Encoder(JsonMapper json) {
        this.json = json;
    }

    public byte[] bytes(JsonObject message) {
        try {
            return json.writeValueAsBytes(message.node());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws GateException {@code bad_message} where it is not JSON */
    JsonNode read(String text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (IOException | RuntimeException unreadable) {
            throw GateException.badMessage("body", "this is not JSON; send one JSON object a text frame");
        }
    }
}
