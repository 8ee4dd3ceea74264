package com.expacti.application.idempotency;

/** What is known of a key when somebody comes with it. */
public sealed interface Begun {
    /** Nothing, or what is older than a day: it is this caller's to do, and nobody else's from now on. */
    record Fresh() implements Begun {}

    /** It was done and answered so. */
    record Answered(KeptAnswer answer) implements Begun {}

    /** It was done; its answer held a secret, or was too large, and was not kept. */
    record Unkept() implements Begun {}

    /** It is being done now. */
    record Running() implements Begun {}

    /** It was begun, and nothing is known of its end: it may have been done. It is not done again. */
    record Lost() implements Begun {}

    /** The key stands for another request. */
    record Different() implements Begun {}
}
