package com.expacti.application.notice;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice on its way to one person by one channel, and what became of it.
 *
 * @param channel a {@link NotificationChannel#name}
 * @param attempts how often it was handed to the channel
 * @param problem why the last attempt failed, or why it was not sent: a sentence without secrets
 */
public record Delivery(
        Notice notice,
        String channel,
        UserId recipient,
        State state,
        int attempts,
        Optional<String> problem,
        Instant createdAt,
        Optional<Instant> endedAt) {
    /** Where a delivery stands. It leaves {@code PENDING} once. */
    public enum State {
        PENDING("pending"),
        /** The channel took it. */
        SENT("sent"),
        /** There was no reason left to send it. */
        SKIPPED("skipped"),
        /** The channel did not take it, however often it was asked. */
        FAILED("failed");

        private final String literal;

        State(String literal) {
            this.literal = literal;
        }

        public String literal() {
            return literal;
        }

        /** @throws IllegalArgumentException where there is no such state */
        public static State of(String literal) {
            for (State state : values()) {
                if (state.literal.equals(literal)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no such state of a delivery");
        }
    }

    /** One event, channel and recipient have one delivery. */
    public String id() {
        return id(notice, channel, recipient);
    }

    static String id(Notice notice, String channel, UserId recipient) {
        return Digest.ofText(notice.event() + "\n" + channel + "\n" + recipient.value())
                .hex();
    }

    public static Delivery fresh(Notice notice, Address to, Instant now) {
        return new Delivery(
                notice, to.channel(), to.recipient(), State.PENDING, 0, Optional.empty(), now, Optional.empty());
    }

    /** A person by a channel. */
    public record Address(String channel, UserId recipient) {}
}
