package com.expacti.adapters.aws.work;

import java.time.Instant;

/**
 * What proves one taking. SQS does not always refuse a handle whose time is over, so the end of the lease goes with it.
 *
 * @param until by the taker's clock
 */
record Receipt(Instant until, String handle) {
    static Receipt read(String text) {
        int blank = text.indexOf(' ');
        return new Receipt(Instant.ofEpochMilli(Long.parseLong(text.substring(0, blank))), text.substring(blank + 1));
    }

    String write() {
        return until.toEpochMilli() + " " + handle;
    }

    boolean goodAt(Instant now) {
        return now.isBefore(until);
    }
}
