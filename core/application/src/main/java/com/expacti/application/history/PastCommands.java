package com.expacti.application.history;

import java.util.List;

/**
 * Decided commands, those decided last first.
 *
 * @param complete whether that is all there was; where not, what is missing is older than what is there
 */
public record PastCommands(List<PastCommand> commands, boolean complete) {
    public PastCommands {
        commands = List.copyOf(commands);
    }
}
