package com.expacti.adapters.wire.limit;

/** What came of asking for one more request. */
public sealed interface Drawn {
    /** Nobody counts. */
    record Unlimited() implements Drawn {}

    /**
     * It may go on.
     *
     * @param quota requests a minute
     * @param remaining of them, now
     * @param fullAfterSeconds until all of them are there again
     */
    record Granted(RatePolicy policy, int quota, long remaining, long fullAfterSeconds) implements Drawn {}

    /** @param againAfterSeconds at least 1 */
    record Refused(RatePolicy policy, int quota, long againAfterSeconds) implements Drawn {}
}
