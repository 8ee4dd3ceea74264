package com.expacti.application.command;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.CommandId;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Keeps what running a command came to, as its agent tells it. The first report stands. */
public final class ReportResult {
    private final Ledger ledger;

    public ReportResult(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @throws GateException {@code not_found}, or {@code conflict} for a command that was not allowed */
    public void report(
            AgentCaller caller,
            CommandId command,
            OptionalInt exitCode,
            OptionalLong durationMs,
            OptionalLong outputBytes) {
        CommandRecord stored = CancelCommand.Own.command(ledger, caller, command);
        if (stored.decision().flatMap(Decision::approval).isEmpty()) {
            throw new GateException(ErrorCode.CONFLICT, "the command was not allowed, so it has no result");
        }
        ledger.result(caller.org(), command, exitCode, durationMs, outputBytes);
    }
}
