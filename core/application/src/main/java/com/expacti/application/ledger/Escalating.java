package com.expacti.application.ledger;

import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.List;

/**
 * A wait that is to go on with more people asked.
 *
 * @param to those who are asked as well; each may decide the command
 * @param names theirs, for the audit log
 * @param by how much longer it lasts, by the store's clock from then on
 * @param waitMax how long the whole wait lasts at most
 */
public record Escalating(CommandId command, List<UserId> to, List<String> names, Duration by, Duration waitMax) {
    public Escalating {
        to = List.copyOf(to);
        names = List.copyOf(names);
    }

    /** What became of it. */
    public sealed interface Result {
        /** It is in the audit log, and the deadline is the new one. */
        record Escalated(CommandRecord stored) implements Result {}

        /** It was escalated before, or is decided: nothing changed. */
        record Known(CommandRecord stored) implements Result {}

        /** The org's gate version is another: nothing was stored, judge again. */
        record Moved(long gateVersion) implements Result {}
    }
}
