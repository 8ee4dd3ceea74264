package com.expacti.application.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * When a settlement may become true, by the clock and the deadline of the store it becomes true in. Whoever proposes it
 * goes by another clock, and may have been held up since it looked.
 */
public sealed interface Timing {
    record Whenever() implements Timing {}

    /** Only while the command's deadline is ahead. */
    record InTime() implements Timing {}

    /** Only once this deadline has passed, and only if it is still the command's: a wait that goes on is no silence. */
    record OnceOver(Instant deadline) implements Timing {}

    /** Why it may not now; empty where it may. */
    default Optional<SettleResult> refusal(Optional<Instant> deadline, Instant now) {
        return switch (this) {
            case Whenever _ -> Optional.empty();
            case InTime _ -> deadline.filter(d -> !now.isBefore(d)).map(_ -> new SettleResult.TooLate());
            case OnceOver(Instant judged) ->
                deadline.filter(judged::equals).filter(d -> !now.isBefore(d)).isPresent()
                        ? Optional.empty()
                        : Optional.of(new SettleResult.TooEarly());
        };
    }
}
