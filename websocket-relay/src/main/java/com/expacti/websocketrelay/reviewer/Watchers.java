package com.expacti.websocketrelay.reviewer;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.websocketrelay.connection.Connection;
import com.expacti.websocketrelay.connection.Encoder;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which reviewers watch which sessions; what is shown to them is what the agent's side says of itself. */
@Singleton
public final class Watchers {
    private final Encoder encoder;
    private final Map<Watched, Set<Connection>> watching = new ConcurrentHashMap<>();

    private record Watched(OrgId org, SessionId session) {}

    Watchers(Encoder encoder) {
        this.encoder = encoder;
    }

    void watch(Connection connection, OrgId org, SessionId session) {
        watching.compute(new Watched(org, session), (key, there) -> {
            Set<Connection> connections = there == null ? ConcurrentHashMap.newKeySet() : there;
            connections.add(connection);
            return connections;
        });
    }

    void unwatch(Connection connection, OrgId org, SessionId session) {
        watching.computeIfPresent(new Watched(org, session), (key, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
    }

    /** Sends asciicast events of the session to whoever watches it here. */
    public void show(OrgId org, SessionId session, List<JsonNode> events) {
        Set<Connection> connections = watching.get(new Watched(org, session));
        if (connections == null) {
            return;
        }
        byte[] message = encoder.bytes(JsonObject.message("session_output")
                .put("session_id", session.value())
                .put("events", JsonNode.createArrayNode(events)));
        connections.forEach(connection -> connection.send(message));
    }
}
