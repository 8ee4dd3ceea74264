package com.expacti.websocketrelay.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import com.expacti.application.recording.CastEvent;
import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.RecordOutput;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.websocketrelay.connection.WireIds;
import com.expacti.websocketrelay.reviewer.Watchers;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code open_session output close_session}: from message to use case and back. */
@Singleton
final class SessionDialogue {
    private static final int EVENTS_MAX = 1000;
    /** How long the close of a session waits for the end of its recording. */
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(1);

    private final ManageSessions sessions;
    private final SessionStore store;
    private final Watchers watchers;
    private final RecordOutput recorder;

    SessionDialogue(ManageSessions sessions, SessionStore store, Watchers watchers, RecordOutput recorder) {
        this.sessions = sessions;
        this.store = store;
        this.watchers = watchers;
        this.recorder = recorder;
    }

    ManageSessions sessions() {
        return sessions;
    }

    /** The connection's own session ends 15 s from now, unless something of it is pending. */
    void lost(AgentPeer peer) {
        store.lost(peer.caller().org(), peer.implicitSession(), true);
        peer.sessions().forEach(id -> recorded(peer, id));
    }

    /** On a thread of its own: nobody waits for what a connection left behind. */
    private void recorded(AgentPeer peer, SessionId id) {
        OrgId org = peer.caller().org();
        if (recorder.holds(org, id)) {
            Thread.ofVirtual().name("recorded-" + id).start(() -> {
                recorder.flush(org, id, Duration.ofSeconds(10));
                recorder.forget(org, id);
            });
        }
    }

    void open(AgentPeer peer, Fields message) {
        String ref = message.text("ref");
        Optional<Terminal> terminal = message.object("recording").map(Terminal::of);
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
        terminal.ifPresent(t -> recorder.opened(peer.caller().org(), session.id(), t.header(session.openedAt())));
        peer.connection()
                .send(JsonObject.message("session_opened")
                        .put("ref", ref)
                        .put("session_id", session.id().value()));
    }

    /** What an agent says of the terminal it records. */
    private record Terminal(int columns, int rows, Optional<String> term) {
        static Terminal of(Fields recording) {
            Terminal terminal = new Terminal(
                    side(recording.wholeNumber("cols")),
                    side(recording.wholeNumber("rows")),
                    recording.optionalText("term"));
            var _ = terminal.header(Instant.EPOCH);
            return terminal;
        }

        private static int side(long characters) {
            return (int) Math.clamp(characters, 0, Integer.MAX_VALUE);
        }

        CastHeader header(Instant startedAt) {
            return new CastHeader(columns, rows, term, startedAt);
        }
    }

    void close(AgentPeer peer, Fields message) {
        SessionId id = WireIds.session(message.text("session_id"));
        recorder.flush(peer.caller().org(), sessions.own(peer.caller(), id).id(), RECORDED_WITHIN);
        sessions.close(peer.caller(), id);
        recorder.forget(peer.caller().org(), id);
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
        List<CastEvent> cast = events.stream().map(SessionDialogue::event).toList();
        if (!id.equals(peer.implicitSession())) {
            peer.ownSession(id);
        }
        watchers.show(peer.caller().org(), id, events);
        recorder.output(peer.caller().org(), id, cast);
    }

    /** An asciicast v2 event: {@code [seconds, kind, text]}. */
    private static CastEvent event(JsonNode event) {
        boolean whole = event.isArray()
                && event.size() == 3
                && event.get(0).isNumber()
                && event.get(1).isString()
                && event.get(2).isString();
        return whole
                ? CastEvent.of(
                        event.get(0).getDoubleValue(),
                        event.get(1).getStringValue(),
                        event.get(2).getStringValue())
                : CastEvent.of(-1, "", "");
    }
}
