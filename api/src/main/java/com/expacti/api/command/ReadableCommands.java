package com.expacti.api.command;

import com.expacti.api.history.Horizon;
import com.expacti.api.path.PathId;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Permission;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which command somebody may read. */
@Singleton
final class ReadableCommands {
    private final Ledger ledger;
    private final Horizon horizon;

    ReadableCommands(Ledger ledger, Horizon horizon) {
        this.ledger = ledger;
        this.horizon = horizon;
    }

    /** @throws GateException {@code not_found} for what is not there, another's, or older than the org's plan shows */
    CommandRecord get(Caller caller, String id) {
        CommandId command = new CommandId(PathId.of("command", id));
        Optional<AgentId> only = by(caller);
        return ledger.command(caller.org(), command)
                .filter(horizon.commands(caller.org()))
                .filter(stored ->
                        only.isEmpty() || only.get().equals(stored.submission().agent()))
                .orElseThrow(() -> GateException.notFound("command"));
    }

    /** An agent reads its own commands; a person all of the org's, with the permission to. */
    static Optional<AgentId> by(Caller caller) {
        return switch (caller) {
            case AgentCaller agent -> Optional.of(agent.agent());
            case PersonCaller person -> {
                Authenticator.require(person, Permission.COMMANDS_READ);
                yield Optional.empty();
            }
        };
    }
}
