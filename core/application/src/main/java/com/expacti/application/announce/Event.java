package com.expacti.application.announce;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.List;

/** Something that happened in an org; ids and little else, for the listener reads the rest from the store. */
public sealed interface Event {
    OrgId org();

    record CommandPending(OrgId org, CommandId command) implements Event {}

    record VoteRecorded(OrgId org, CommandId command, List<String> approvals) implements Event {
        public VoteRecorded {
            approvals = List.copyOf(approvals);
        }
    }

    record DeadlineChanged(OrgId org, CommandId command, Instant expiresAt) implements Event {}

    /**
     * Nobody decided in time, so that others are asked as well, until {@code expiresAt}.
     *
     * @param to the backup reviewers; whoever sends people messages sends them one
     */
    record Escalated(OrgId org, CommandId command, Instant expiresAt, List<UserId> to) implements Event {
        public Escalated {
            to = List.copyOf(to);
        }
    }

    /** Half of the wait is over and nobody has voted. */
    record Reminded(OrgId org, CommandId command) implements Event {}

    record CommandResolved(OrgId org, CommandId command) implements Event {}

    /** Of a command that waits something changed on another node, its votes or its deadline: the store says what. */
    record Stirred(OrgId org, CommandId command) implements Event {}

    record SessionOpened(OrgId org, SessionId session) implements Event {}

    record SessionClosed(OrgId org, SessionId session) implements Event {}

    /** Rules, settings, people or tokens changed. */
    record GateMoved(OrgId org, long gateVersion) implements Event {}
}
