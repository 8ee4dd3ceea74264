package com.expacti.application.command;

import com.expacti.application.access.Authenticator;
import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgSettings;
import java.time.Duration;
import java.time.Instant;

/** Gives people more time for a command; the whole wait never passes 600 s. */
public final class ExtendDeadline {
    private final Ledger ledger;
    private final PendingQueue queue;
    private final Announcer announcer;

    public ExtendDeadline(Ledger ledger, PendingQueue queue, Announcer announcer) {
        this.ledger = ledger;
        this.queue = queue;
        this.announcer = announcer;
    }

    /** @throws GateException {@code invalid not_found already_decided} */
    public Instant extend(PersonCaller caller, CommandId command, long seconds) {
        Authenticator.require(caller, Permission.COMMANDS_DECIDE);
        if (seconds < 1 || seconds > OrgSettings.TIMEOUT_MAX.toSeconds()) {
            throw GateException.invalid("seconds", "seconds is 1 to 600");
        }
        if (ledger.command(caller.org(), command).isEmpty()) {
            throw GateException.notFound("command");
        }
        Instant deadline = queue.extend(caller.org(), command, Duration.ofSeconds(seconds), OrgSettings.TIMEOUT_MAX)
                .orElseThrow(() -> new GateException(ErrorCode.ALREADY_DECIDED, "the command is decided"));
        ledger.deadline(caller.org(), command, deadline);
        announcer.announce(new Event.DeadlineChanged(caller.org(), command, deadline));
        return deadline;
    }
}
