package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import java.util.Optional;

/** Takes a pending command back, for the agent that submitted it. */
public final class CancelCommand {
    private final Ledger ledger;
    private final PendingQueue queue;
    private final SettlePending settle;

    public CancelCommand(Ledger ledger, PendingQueue queue, SettlePending settle) {
        this.ledger = ledger;
        this.queue = queue;
        this.settle = settle;
    }

    /**
     * The command as it stands afterwards; one that was decided before is answered as it is.
     *
     * @throws GateException {@code not_found} for another agent's command
     */
    public CommandRecord cancel(AgentCaller caller, CommandId command) {
        CommandRecord stored = Own.command(ledger, caller, command);
        if (stored.decision().isPresent()) {
            return stored;
        }
        return queue.claim(caller.org(), command, new Intent.Cancelled(caller.actor(), Optional.empty()))
                .map(settle::settle)
                .or(() -> ledger.command(caller.org(), command))
                .orElse(stored);
    }

    /** An agent sees its own commands only; everybody else's do not exist for it. */
    static final class Own {
        private Own() {}

        static CommandRecord command(Ledger ledger, AgentCaller caller, CommandId command) {
            return ledger.command(caller.org(), command)
                    .filter(stored -> stored.submission().agent().equals(caller.agent()))
                    .orElseThrow(() -> GateException.notFound("command"));
        }
    }

    /** @throws GateException {@code forbidden} where the caller is not an agent */
    public static AgentCaller agent(Caller caller) {
        return switch (caller) {
            case AgentCaller agent -> agent;
            case Caller.PersonCaller person ->
                throw new GateException(ErrorCode.FORBIDDEN, "only the agent that submitted a command may do this");
        };
    }
}
