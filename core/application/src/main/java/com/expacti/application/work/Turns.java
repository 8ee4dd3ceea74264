package com.expacti.application.work;

import java.time.Duration;

/** The port by which nodes share what one of them is enough for. A turn taken is spent, whatever becomes of it. */
@FunctionalInterface
public interface Turns {
    /**
     * Takes this period's turn; false where another has. Told apart by {@code job} alone.
     *
     * @param period 1 s or more, by the store's clock, from when the turn is taken
     */
    boolean take(String job, Duration period);
}
