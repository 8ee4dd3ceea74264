package com.expacti.application.session;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row of commands of one agent, with what it says they are for. It belongs to the agent, not to a socket. */
public record Session(
        SessionId id,
        OrgId org,
        AgentId agent,
        Kind kind,
        Optional<String> goal,
        Optional<TargetId> target,
        List<String> steps,
        Optional<String> onBehalfOf,
        Map<String, String> labels,
        Instant openedAt,
        Optional<Instant> closedAt,
        long commands) {
    public Session {
        steps = List.copyOf(steps);
        labels = Map.copyOf(labels);
    }

    /** How a session came to be. */
    public enum Kind {
        /** Asked for by {@code open_session}. */
        EXPLICIT,
        /** A connection's own. */
        IMPLICIT,
        /** The agent's standing one for commands over HTTP. */
        HTTP
    }
}
