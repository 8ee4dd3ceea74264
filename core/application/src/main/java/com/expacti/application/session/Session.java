package com.expacti.application.session;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of commands of one agent, with what it says they are for. It belongs to the agent, not to a socket.
 *
 * @param commands how many came in it, counted up to {@link #COUNTED_MAX}
 */
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
    /** An agent's standing session never ends: counting all of its commands would take longer with each. */
    public static final int COUNTED_MAX = 10_000;

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
