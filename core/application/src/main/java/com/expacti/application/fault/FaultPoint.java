package com.expacti.application.fault;

/** Told when a command reaches a step after which a crash must lose nothing. Does nothing outside such tests. */
@FunctionalInterface
public interface FaultPoint {
    FaultPoint NONE = step -> {};

    void reached(Step step);

    /** The steps of a command's life, each named for what is durable by then. */
    enum Step {
        CLAIMED,
        PENDING_STORED,
        VOTED,
        DECIDING,
        ESCALATED,
        SETTLED,
        DELIVERED,
        REDEEMED
    }
}
