package com.expacti.application.ledger;

import com.expacti.domain.command.CommandRecord;

/** What became of one settlement of a batch. */
public sealed interface SettleResult {
    /** Decided now, durably, with its audit entry. */
    record Settled(CommandRecord stored) implements SettleResult {}

    /** It was decided before, or its {@code ref} is known: nothing changed. */
    record Known(CommandRecord stored) implements SettleResult {}

    /** The {@code ref} is known with another digest. */
    record Conflict() implements SettleResult {}

    record SessionClosed(boolean exists) implements SettleResult {}

    /** The deadline passed before it could become true. */
    record TooLate() implements SettleResult {}

    /** The wait it is to end is not over, or was given more time since it was judged. */
    record TooEarly() implements SettleResult {}
}
