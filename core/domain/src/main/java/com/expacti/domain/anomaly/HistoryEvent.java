package com.expacti.domain.anomaly;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.SessionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What moves an agent's history. What ended otherwise (timed out, cancelled) says nothing and moves nothing. */
public sealed interface HistoryEvent {
    /** A command was stored as new: counted, whatever becomes of it. */
    record Submitted(Sighting sighting) implements HistoryEvent {}

    /** A command was allowed: only this teaches what is usual. A person's yes teaches what a rule's does not. */
    record Approved(Sighting sighting, By by) implements HistoryEvent {}

    /**
     * A person or a deny rule said no.
     *
     * @param suggested the SHA-256 of the command that was proposed instead: to submit that is no defiance
     */
    record Denied(SessionId session, Instant at, Optional<Digest> suggested) implements HistoryEvent {
        public Denied {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Who allowed a command. */
    enum By {
        PERSON,
        RULE
    }
}
