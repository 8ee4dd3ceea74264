package com.expacti.cli.audit;

/** Something signed that is not what it has to be. The message says what is wrong with it. */
public final class Unproven extends Exception {
    public Unproven(String reason) {
        super(reason);
    }

    Unproven(String where, Unproven cause) {
        super(where + ": " + cause.getMessage(), cause);
    }

    static void unless(boolean good, String otherwise) throws Unproven {
        if (!good) {
            throw new Unproven(otherwise);
        }
    }
}
