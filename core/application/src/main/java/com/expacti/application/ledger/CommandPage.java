package com.expacti.application.ledger;

import com.expacti.domain.command.CommandRecord;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of commands, newest first.
 *
 * @param goOn where looking ended before the limit was reached, because enough was looked at: the next page is from there on.
 *     The page may then be short, or empty
 */
public record CommandPage(List<CommandRecord> commands, Optional<String> goOn) {
    public CommandPage {
        commands = List.copyOf(commands);
    }
}
