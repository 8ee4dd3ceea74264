package com.expacti.application.notice;

import com.expacti.application.failure.GateException;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgView;
import java.time.Instant;

/** The port to one way of reaching people. */
public interface NotificationChannel {
    /** Stable, lower case, 1 to 32 characters: it names the channel in the outbox. */
    String name();

    /**
     * Hands the message over; returns once somebody else is answerable for it.
     *
     * @throws GateException {@code unavailable} where nobody takes it now; it is handed over again
     */
    void deliver(Message message);

    /**
     * What to tell whom. The command's text may hold secrets and is for the gate's own pages only.
     *
     * @param until when the wait ends
     */
    record Message(Notice notice, Person to, CommandRecord stored, OrgView org, Instant until) {
        @Override
        public String toString() {
            return "Message[" + notice.event() + "]";
        }
    }
}
