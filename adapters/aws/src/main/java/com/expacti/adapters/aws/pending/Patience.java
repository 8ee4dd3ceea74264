package com.expacti.adapters.aws.pending;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long a call to the queue is tried. The client's own patience, up to a minute, is longer than anybody waits for a command: whoever
 * asks is rather told that the queue is away, and the sweep comes again in two seconds.
 */
public final class Patience {
    private static final int ATTEMPTS = 5;
    private static final Duration ATTEMPT = Duration.ofMillis(800);
    private static final Duration IN_ALL = Duration.ofSeconds(3);

    private Patience() {}

    public static ClientOverrideConfiguration overrides() {
        return overrides(ATTEMPT, IN_ALL);
    }

    /**
     * The same pauses, another patience.
     *
     * @param attempt how long one answer is waited for
     * @param inAll how long all attempts take together, at most
     */
    public static ClientOverrideConfiguration overrides(Duration attempt, Duration inAll) {
        BackoffStrategy pauses = BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofMillis(300));
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(inAll)
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(ATTEMPTS)
                        .backoffStrategy(pauses)
                        .throttlingBackoffStrategy(pauses)
                        .build())
                .build();
    }
}
