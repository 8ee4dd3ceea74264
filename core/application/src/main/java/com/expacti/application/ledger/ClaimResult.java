package com.expacti.application.ledger;

import com.expacti.domain.command.CommandRecord;

/** What became of a claim. */
public sealed interface ClaimResult {
    /** The {@code ref} is new: the command is stored, undecided. */
    record Claimed(CommandRecord stored) implements ClaimResult {}

    /** The {@code ref} is known with the same digest: here is the command it named. */
    record Known(CommandRecord stored) implements ClaimResult {}

    /** The {@code ref} is known with another command, cwd, target or spend. */
    record Conflict() implements ClaimResult {}

    /** The session is closed, or was never this agent's. */
    record SessionClosed(boolean exists) implements ClaimResult {}

    /** The plan has no command left this month: nothing was stored. */
    record UsedUp(String reason) implements ClaimResult {}
}
