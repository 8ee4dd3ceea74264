package com.expacti.client;

import com.expacti.client.Decision.Approval;
import com.expacti.client.Decision.Approved;
import com.expacti.client.Decision.Denied;
import com.expacti.client.Decision.Settled;
import com.expacti.client.Decision.TimedOut;
import com.expacti.client.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads {@code decision} and {@code error} messages. Pure; anything that is not a whole approval is a denial. */
final class Settlement {
    private Settlement() {}

    /**
     * @param direct whether the message answers {@code resume} itself: its approval, if spent, may already have run
     */
    static Decision of(Message message, Submission submission, boolean direct) {
        Settled settled = settled(message);
        boolean allow = message.flag("allow").orElse(false);
        if (!allow) {
            return settled.outcome().equals("timed_out") ? new TimedOut(settled) : new Denied(settled);
        }
        if (!settled.outcome().equals("approved") || settled.id().isEmpty()) {
            return new Denied(Settled.refused(settled.id(), "the answer was not clear"));
        }
        if (message.flag("spent").orElse(false)) {
            return direct
                    ? new Denied(Settled.refused(settled.id(), "its approval was spent on a connection that was lost"))
                    : new Approved(settled, submission, Optional.empty());
        }
        return message.text("approval_token")
                .<Decision>map(token -> new Approved(settled, submission, Optional.of(approval(token, message))))
                .orElseGet(() -> new Denied(Settled.refused(settled.id(), "the approval came without its token")));
    }

    /** An {@code error} in place of a decision: refused, with the server's words. */
    static Decision error(Message message) {
        String words = message.text("message").or(() -> message.text("code")).orElse("the request was refused");
        return new Denied(Settled.refused(message.text("id").orElse(""), words));
    }

    private static Approval approval(String token, Message message) {
        return new Approval(
                token,
                Instant.ofEpochSecond(message.number("approval_expires_at").orElse(0)));
    }

    private static Settled settled(Message message) {
        return new Settled(
                message.text("id").orElse(""),
                message.text("outcome").orElse(""),
                message.text("via").orElse(""),
                message.text("comment"),
                message.text("suggested_command"),
                Risk.of(message),
                Duration.ofMillis(Math.clamp(message.number("latency_ms").orElse(0), 0, Long.MAX_VALUE)));
    }
}
