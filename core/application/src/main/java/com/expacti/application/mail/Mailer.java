package com.expacti.application.mail;

import com.expacti.application.failure.GateException;

/** The port to whoever carries mail. */
@FunctionalInterface
public interface Mailer {
    /**
     * Hands the mail over; returns once somebody else is answerable for it.
     *
     * @throws GateException {@code unavailable} where nobody takes it
     */
    void send(Mail mail);
}
