package com.expacti.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of a command. Only {@link Approved} allows anything. */
public sealed interface Decision {
    /**
     * Somebody, or a rule, lets it through; once, within 30 s, for exactly this text.
     *
     * @param approval what {@link ExpactiClient#redeem} spends; empty when it is spent already
     */
    record Approved(Settled settled, Submission submission, Optional<Approval> approval) implements Decision {}

    /** A person, a rule or a limit said no, or the answer was not one that allows. */
    record Denied(Settled settled) implements Decision {}

    /** Nobody answered in time. */
    record TimedOut(Settled settled) implements Decision {}

    /** The gate could not be asked, or what it did is unknown. */
    record Unreachable(String reason) implements Decision {}

    /**
     * What the gate said beside yes or no.
     *
     * @param id the command's id, empty when it was refused before it had one
     * @param outcome {@code approved} {@code denied} {@code timed_out} {@code cancelled} {@code blocked}
     * @param via what settled it, such as {@code reviewer} or {@code whitelist}
     * @param comment a reviewer's words, or why it was refused
     * @param suggestedCommand another command a reviewer would rather see
     * @param latency from submission to decision, by the gate's clock
     */
    record Settled(
            String id,
            String outcome,
            String via,
            Optional<String> comment,
            Optional<String> suggestedCommand,
            Risk risk,
            Duration latency) {
        static Settled refused(String id, String comment) {
            return new Settled(
                    id,
                    "denied",
                    "failure",
                    Optional.of(comment),
                    Optional.empty(),
                    new Risk(0, "", List.of()),
                    Duration.ZERO);
        }
    }

    /** An unspent approval: what to send back, and until when. */
    record Approval(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Approval[<token>, expiresAt=" + expiresAt + "]";
        }
    }

    /** Whether the command may run (after it is redeemed, unless it is spent already). */
    default boolean approved() {
        return this instanceof Approved;
    }

    /** The line an agent reads, exactly; empty when the command is approved. */
    default Optional<String> refusal() {
        return switch (this) {
            case Approved approved -> Optional.empty();
            case Denied denied ->
                Optional.of(denied.settled()
                        .comment()
                        .filter(comment -> !comment.isBlank())
                        .map(comment -> "expacti: command denied — " + comment)
                        .orElse("expacti: command denied"));
            case TimedOut timedOut -> Optional.of("expacti: command timed out — no reviewer responded");
            case Unreachable unreachable -> Optional.of("expacti: command denied — approval service unreachable");
        };
    }
}
