package com.expacti.websocketrelay.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.access.Authenticator;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.OrgView;
import com.expacti.websocketrelay.connection.Connection;
import com.expacti.websocketrelay.connection.Peer;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent behind its connection: its own session there, and little else while it is idle. */
final class AgentPeer implements Peer {
    private static final int SESSIONS_MAX = 32;
    private static final int WAITS_MAX = 64;

    private final Connection connection;
    private final AgentCaller caller;
    /** Null where it is unknown; a field of its own would cost each idle socket an Optional. */
    private final @Nullable SourceAddress source;

    private final SessionId implicitSession;
    private final Talk talk;
    /** Sessions of this agent lately named here; what is used of them never changes. */
    private Map<SessionId, Session> sessions = Map.of();

    private Set<CommandId> waits = Set.of();

    /** What all agents' connections share. */
    @Singleton
    record Talk(
            CommandDialogue commands,
            SessionDialogue sessions,
            HeldCommands held,
            Authenticator authenticator,
            InstantSource clock) {}

    AgentPeer(Connection connection, AgentCaller caller, Optional<SourceAddress> source, Talk talk) {
        this.connection = connection;
        this.caller = caller;
        this.source = source.orElse(null);
        this.talk = talk;
        this.implicitSession = talk.sessions()
                .sessions()
                .open(caller, Session.Kind.IMPLICIT, ManageSessions.Draft.NONE)
                .id();
    }

    @Override
    public AgentCaller caller() {
        return caller;
    }

    Connection connection() {
        return connection;
    }

    /** Where the connection comes from. */
    Optional<SourceAddress> source() {
        return Optional.ofNullable(source);
    }

    SessionId implicitSession() {
        return implicitSession;
    }

    @Override
    public void opened() {
        connection.send(JsonObject.message("welcome")
                .put("protocol", 1)
                .put("org_id", caller.org().value())
                .put("agent_id", caller.agent().value())
                .put("agent_name", caller.name())
                .put("session_id", implicitSession.value())
                .put("timestamp", talk.clock().instant().getEpochSecond()));
    }

    @Override
    public void received(String type, Fields message) {
        // Settling compares the gate's version itself, so a command needs no look at the store before it.
        if (!type.equals("command")) {
            CancelCommand.agent(talk.authenticator().again(caller));
        }
        switch (type) {
            case "command" -> talk.commands().command(this, message);
            case "resume" -> talk.commands().resume(this, message);
            case "cancel" -> talk.commands().cancel(this, message);
            case "redeem" -> talk.commands().redeem(this, message);
            case "result" -> talk.commands().result(this, message);
            case "open_session" -> talk.sessions().open(this, message);
            case "close_session" -> talk.sessions().close(this, message);
            case "output" -> talk.sessions().output(this, message);
            default ->
                throw new GateException(
                        ErrorCode.UNKNOWN_TYPE,
                        "this socket takes open_session, command, cancel, redeem, result, resume, output and close_session");
        }
    }

    @Override
    public void lost() {
        talk.held().lose(connection, new ArrayList<>(waits));
        talk.sessions().lost(this);
    }

    @Override
    public void recheck(OrgView view) {
        talk.authenticator().again(caller, view);
    }

    /** @throws GateException {@code not_found} for what is not this agent's */
    Session ownSession(SessionId id) {
        Session known = sessions.get(id);
        if (known != null) {
            return known;
        }
        Session session = talk.sessions().sessions().own(caller, id);
        remember(session);
        return session;
    }

    /** Those that may have been recorded here. */
    List<SessionId> sessions() {
        List<SessionId> out = new ArrayList<>(sessions.keySet());
        out.add(implicitSession);
        return out;
    }

    void remember(Session session) {
        Map<SessionId, Session> now = new LinkedHashMap<>(sessions);
        if (now.size() >= SESSIONS_MAX) {
            now.remove(now.keySet().iterator().next());
        }
        now.put(session.id(), session);
        sessions = now;
    }

    void waitsFor(CommandId command) {
        if (waits.isEmpty()) {
            waits = new LinkedHashSet<>();
        }
        if (waits.size() >= WAITS_MAX) {
            List.copyOf(waits).stream()
                    .filter(id -> !talk.held().holds(connection, id))
                    .forEach(waits::remove);
        }
        waits.add(command);
    }
}
