package com.expacti.application.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to how often something may be tried: each allowance is so many at once, and one more every so often. What is taken
 * is taken for all nodes, and over restarts.
 */
public interface Allowances {
    /**
     * One of them.
     *
     * @param key what is counted; only its hash is kept
     * @param atOnce 1 to 1,000
     * @param oneMoreEvery from 1 ms
     */
    record Allowance(String key, int atOnce, Duration oneMoreEvery) {}

    /** Takes one of each, or none of any; empty where they were there, else how long until they are. */
    Optional<Duration> take(List<Allowance> allowances);

    /** Gives one of each back: what was tried does not count. */
    void giveBack(List<Allowance> allowances);
}
