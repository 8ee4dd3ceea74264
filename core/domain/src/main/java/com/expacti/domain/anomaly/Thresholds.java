package com.expacti.domain.anomaly;

import java.time.Duration;

/** Every number of the anomaly rules. {@code docs/anomalies.md} holds the same; a test compares them. */
final class Thresholds {
    /** {@code high_frequency}: more submissions than these within a minute. */
    static final int SUBMISSIONS_A_MINUTE = 60;

    /** {@code unusual_source_ip}, {@code unusual_target}: what comes with the first submissions is usual from the start. */
    static final int LEARNING_SUBMISSIONS = 20;

    /** … and afterwards what a person allowed once, or rules this often, the first time this long ago. */
    static final int FAMILIAR_APPROVALS = 20;

    static final Duration FAMILIAR_AGE = Duration.ofHours(24);

    /** {@code unusual_source_ip}, {@code unusual_target}, {@code pattern_deviation}, {@code first_high_risk_class}. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(90);

    /** {@code pattern_deviation}: approved commands before there is a pattern. */
    static final int PATTERN_APPROVALS = 50;

    /** {@code first_high_risk_class}: submissions before it. */
    static final int CLASS_SUBMISSIONS = 5;

    /** {@code consecutive_denials}: in a row, the last one not longer ago than this. */
    static final int DENIALS = 3;

    static final Duration DENIALS_LAST = Duration.ofMinutes(30);

    /** {@code retry_storm}. */
    static final Duration RETRY = Duration.ofSeconds(5);

    /** {@code risk_spike_vs_baseline}: times the mean, after so many commands of the session. */
    static final int SPIKE_FACTOR = 3;

    static final int SPIKE_COMMANDS = 5;

    /** What is remembered at most; whatever was used longest ago goes first. */
    static final int NETWORKS_MAX = 16;

    static final int TARGETS_MAX = 32;
    static final int NEWCOMERS_MAX = 4;
    static final int PROGRAMS_MAX = 64;
    static final int CLASSES_MAX = 32;
    static final int SESSIONS_MAX = 16;

    private Thresholds() {}
}
