package com.expacti.websocketrelay.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.identity.SessionId;
import com.expacti.websocketrelay.connection.WireIds;
import com.expacti.websocketrelay.reviewer.Watchers;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** {@code open_session output close_session}: from message to use case and back. */
@Singleton
final class SessionDialogue {
    private static final int EVENTS_MAX = 1000;
    private static final int EVENT_LENGTH_MAX = 64 * 1024;
    private static final Set<String> EVENT_KINDS = Set.of("o", "i", "r", "m");

    private final ManageSessions sessions;
    private final SessionStore store;
    private final Watchers watchers;

    SessionDialogue(ManageSessions sessions, SessionStore store, Watchers watchers) {
        this.sessions = sessions;
        this.store = store;
        this.watchers = watchers;
    }

    ManageSessions sessions() {
        return sessions;
    }

    /** The connection's own session ends 15 s from now, unless something of it is pending. */
    void lost(AgentPeer peer) {
        store.lost(peer.caller().org(), peer.implicitSession(), true);
    }

    void open(AgentPeer peer, Fields message) {
        String ref = message.text("ref");
        message.object("recording").ifPresent(SessionDialogue::checkRecording);
        Session session = sessions.open(
                peer.caller(),
                Session.Kind.EXPLICIT,
                new ManageSessions.Draft(
                        message.optionalText("goal"),
                        message.optionalText("target"),
                        message.texts("steps"),
                        message.optionalText("on_behalf_of"),
                        message.textMap("labels")));
        peer.remember(session);
        peer.connection()
                .send(JsonObject.message("session_opened")
                        .put("ref", ref)
                        .put("session_id", session.id().value()));
    }

    private static void checkRecording(Fields recording) {
        recording.wholeNumber("cols");
        recording.wholeNumber("rows");
        recording.optionalText("term");
    }

    void close(AgentPeer peer, Fields message) {
        SessionId id = WireIds.session(message.text("session_id"));
        sessions.close(peer.caller(), id);
        peer.connection()
                .send(JsonObject.message("session_closed")
                        .put("session_id", id.value())
                        .put("ref", message.optionalText("ref")));
    }

    void output(AgentPeer peer, Fields message) {
        SessionId id = WireIds.session(message.text("session_id"));
        if (!message.has("events")) {
            throw GateException.badMessage("events", "`events` is missing");
        }
        List<JsonNode> events = message.nodes("events");
        if (events.size() > EVENTS_MAX) {
            throw GateException.badMessage("events", "`events` are at most 1000 a message");
        }
        events.forEach(SessionDialogue::checkEvent);
        if (!id.equals(peer.implicitSession())) {
            peer.ownSession(id);
        }
        watchers.show(peer.caller().org(), id, events);
    }

    /** An asciicast v2 event: {@code [seconds, kind, text]}. */
    private static void checkEvent(JsonNode event) {
        boolean whole = event.isArray()
                && event.size() == 3
                && event.get(0).isNumber()
                && event.get(1).isString()
                && EVENT_KINDS.contains(event.get(1).getStringValue())
                && event.get(2).isString();
        if (!whole || event.get(2).getStringValue().length() > EVENT_LENGTH_MAX) {
            throw GateException.badMessage(
                    "events", "each event is [seconds, \"o\" \"i\" \"r\" or \"m\", text of at most 65536 characters]");
        }
    }
}
