package com.expacti.application.command;

import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;

/** Lets an agent that lost its socket take up a command again on a new one. */
public final class ResumeCommand {
    private final Ledger ledger;
    private final PendingQueue queue;
    private final OrgViewCache views;

    public ResumeCommand(Ledger ledger, PendingQueue queue, OrgViewCache views) {
        this.ledger = ledger;
        this.queue = queue;
        this.views = views;
    }

    /** @throws GateException {@code not_found} */
    public Submitted resume(AgentCaller caller, CommandId command, String node) {
        return resume(caller, CancelCommand.Own.command(ledger, caller, command), node);
    }

    /** @throws GateException {@code not_found} */
    public Submitted resume(AgentCaller caller, SessionId session, String ref, String node) {
        CommandRecord stored = ledger.byRef(caller.org(), session, ref)
                .filter(c -> c.submission().agent().equals(caller.agent()))
                .orElseThrow(() -> GateException.notFound("command"));
        return resume(caller, stored, node);
    }

    private Submitted resume(AgentCaller caller, CommandRecord stored, String node) {
        if (stored.decision().isEmpty()) {
            queue.attach(caller.org(), stored.submission().id(), node);
        }
        CommandRecord now =
                ledger.command(caller.org(), stored.submission().id()).orElse(stored);
        return now.decision().isPresent()
                ? new Submitted.Decided(now, true)
                : new Submitted.Waiting(
                        now, Policies.waiting(views.fresh(caller.org()), now).policy());
    }
}
