package com.expacti.client;

import java.time.Instant;

/** Hears that a command is held, and until when; called on the waiting thread. */
@FunctionalInterface
public interface Waiting {
    /** Hears nothing. */
    Waiting QUIETLY = held -> {};

    void held(Held held);

    /**
     * A command that waits for people.
     *
     * @param id the command's id
     * @param risk how dangerous it is held to be
     * @param expiresAt when it is denied unless somebody decides, on this machine's clock
     */
    record Held(String id, Risk risk, Instant expiresAt) {}
}
