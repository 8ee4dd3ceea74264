package com.expacti.cluster.history;

import java.util.List;
import java.util.Map;

/**
 * Everything clients did and were told, by one monotonic clock, and what the audit log says afterwards.
 *
 * @param sent when each command was sent for the first time
 * @param seen every answer that named a command
 * @param ran every time a client was told it may run one now
 * @param removals when the removal of each rule had been answered, by the rule's id
 * @param votes of the person who is demoted and promoted, those that were answered as counted
 * @param demoted from when until when that person was surely nobody who decides
 * @param entries of the audit log that decide a command
 * @param chainIsValid what verifying the log came to
 */
public record History(
        List<Sent> sent,
        List<Seen> seen,
        List<Ran> ran,
        Map<String, Long> removals,
        List<Counted> votes,
        List<Span> demoted,
        List<Entry> entries,
        boolean chainIsValid) {
    public static final String PENDING = "pending";
    public static final String APPROVED = "approved";

    /** A command on its way, before anybody knows its id. */
    public record Sent(String ref, long atNanos) {}

    /** @param status {@code pending} or the outcome */
    public record Seen(String ref, String command, String status, List<String> rules) {
        public Seen {
            rules = List.copyOf(rules);
        }
    }

    public record Ran(String ref, String command) {}

    public record Counted(String command, long sentNanos) {}

    public record Span(long fromNanos, long toNanos) {
        boolean holds(long atNanos) {
            return fromNanos < atNanos && atNanos < toNanos;
        }
    }

    public record Entry(String command, String outcome) {}

    public History {
        sent = List.copyOf(sent);
        seen = List.copyOf(seen);
        ran = List.copyOf(ran);
        removals = Map.copyOf(removals);
        votes = List.copyOf(votes);
        demoted = List.copyOf(demoted);
        entries = List.copyOf(entries);
    }
}
