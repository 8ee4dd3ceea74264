package com.expacti.application.work;

/** The port for texts that came from a queue's messages and that nobody can ever do. Durable before it returns. */
@FunctionalInterface
public interface DeadLetters {
    void bury(String text, String reason);
}
