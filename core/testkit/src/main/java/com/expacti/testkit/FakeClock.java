package com.expacti.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when told to. */
public final class FakeClock implements InstantSource {
    public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private volatile Instant now;

    public FakeClock() {
        this(START);
    }

    public FakeClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves on by {@code time}, which may be negative: clocks are set back in the world too. */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }
}
