package com.expacti.standalone.start;

/** Why the process cannot start: one line for whoever started it. */
public final class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }
}
