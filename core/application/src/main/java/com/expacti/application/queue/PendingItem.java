package com.expacti.application.queue;

import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command that waits for people, as the queue knows it.
 *
 * @param intent present once it is claimed for settling ({@code deciding}); everybody still reads it as pending
 * @param holder the node that holds the agent's socket; empty for a command submitted over HTTP
 * @param epoch moves whenever the holder changes; a cancel is conditional on it
 * @param orphanedAt since when no socket holds it
 */
public record PendingItem(
        OrgId org,
        CommandId command,
        Instant submittedAt,
        Instant deadline,
        List<Ballot> ballots,
        Optional<Intent> intent,
        Optional<String> holder,
        long epoch,
        Optional<Instant> orphanedAt) {
    public PendingItem {
        ballots = List.copyOf(ballots);
    }

    /** When half of its wait is over. */
    public Instant half() {
        return submittedAt.plus(Duration.between(submittedAt, deadline).dividedBy(2));
    }

    public static PendingItem fresh(
            OrgId org, CommandId command, Instant submittedAt, Instant deadline, Optional<String> holder) {
        return new PendingItem(
                org, command, submittedAt, deadline, List.of(), Optional.empty(), holder, 1, Optional.empty());
    }
}
