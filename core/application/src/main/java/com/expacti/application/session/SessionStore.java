package com.expacti.application.session;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to sessions. */
public interface SessionStore {
    void open(Session session);

    /** The agent's standing session for commands over HTTP: {@code candidate} if there is none. */
    SessionId standing(Session candidate);

    Optional<Session> session(OrgId org, SessionId id);

    /** Newest first; {@code before} is the id of the last one seen. */
    List<Session> sessions(OrgId org, Optional<AgentId> agent, Optional<String> before, int limit);

    /** Closes it; whether it was open. */
    boolean close(OrgId org, SessionId id);

    /** The connection of an implicit session is gone, or back. */
    void lost(OrgId org, SessionId id, boolean lost);

    /** Closes implicit sessions whose connection has been gone longer than {@code grace} with nothing pending. */
    List<Closed> closeLost(Duration grace);

    /** A session closed by the sweep. */
    record Closed(OrgId org, SessionId session) {}
}
