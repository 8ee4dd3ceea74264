package com.expacti.adapters.wire.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Token buckets of this process, one for each policy and caller: full at first, and filled at an even pace. A process that
 * starts anew has forgotten them, and of several processes each counts for itself.
 */
public final class Limiter {
    private static final int CALLERS_MAX = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long NANOS = 1_000_000_000L;

    private final RateLimits limits;
    private final TimeMeter time;
    private final Map<RatePolicy, Map<String, Bucket>> buckets = new EnumMap<>(RatePolicy.class);

    public Limiter(RateLimits limits, TimeMeter time) {
        this.limits = limits;
        this.time = time;
        for (RatePolicy policy : RatePolicy.values()) {
            buckets.put(policy, new Recent<>(CALLERS_MAX));
        }
    }

    /** One more request of this caller. */
    public Drawn draw(RatePolicy policy, String caller) {
        OptionalInt quota = limits.of(policy);
        if (quota.isEmpty()) {
            return new Drawn.Unlimited();
        }
        ConsumptionProbe probe = bucket(policy, caller, quota.getAsInt()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Drawn.Granted(
                        policy, quota.getAsInt(), probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()))
                : new Drawn.Refused(policy, quota.getAsInt(), Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    /** Takes a request back that turned out to be none of those the policy counts. */
    public void giveBack(RatePolicy policy, String caller) {
        limits.of(policy).ifPresent(quota -> bucket(policy, caller, quota).addTokens(1));
    }

    private Bucket bucket(RatePolicy policy, String caller, int quota) {
        Map<String, Bucket> of = Objects.requireNonNull(buckets.get(policy));
        synchronized (of) {
            return of.computeIfAbsent(
                    caller,
                    c -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
                            .withCustomTimePrecision(time)
                            .build());
        }
    }

    private static long seconds(long nanos) {
        return (nanos + NANOS - 1) / NANOS;
    }

    /** Forgets who was not seen for longest, so that many callers take no more room than this. */
    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }
}
