package com.expacti.workers.schedule;

import java.time.Duration;

/** One recurring piece of work. It may run on any node, on several at once, and again after it failed. */
public interface Job {
    /** For logs and metrics. */
    String name();

    /** From the end of one run to the start of the next. */
    Duration pause();

    /** How many things it did. */
    int run();
}
