package com.expacti.adapters.wire.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Counting, with the clock in hand. */
final class LimiterTest {
    private final HandClock clock = new HandClock();
    private final Limiter limiter =
            new Limiter(new RateLimits(Map.of(RatePolicy.REQUESTS, 60, RatePolicy.OPEN, 6)), clock);

    /** Moved by hand. */
    private static final class HandClock implements TimeMeter {
        private long nanos;

        void advance(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private int granted(RatePolicy policy, String caller) {
        int granted = 0;
        while (limiter.draw(policy, caller) instanceof Drawn.Granted) {
            granted++;
        }
        return granted;
    }

    @Test
    void a_minute_s_requests_may_come_at_once_and_no_more() {
        assertEquals(new Drawn.Granted(RatePolicy.REQUESTS, 60, 59, 1), limiter.draw(RatePolicy.REQUESTS, "a"));
        assertEquals(59, granted(RatePolicy.REQUESTS, "a"));
        assertEquals(new Drawn.Refused(RatePolicy.REQUESTS, 60, 1), limiter.draw(RatePolicy.REQUESTS, "a"));
    }

    @Test
    void one_comes_back_each_sixtieth_of_a_minute() {
        assertEquals(60, granted(RatePolicy.REQUESTS, "a"));

        clock.advance(Duration.ofMillis(999));
        assertEquals(0, granted(RatePolicy.REQUESTS, "a"));
        clock.advance(Duration.ofMillis(1));
        assertEquals(1, granted(RatePolicy.REQUESTS, "a"));
        clock.advance(Duration.ofSeconds(10));
        assertEquals(10, granted(RatePolicy.REQUESTS, "a"));
        clock.advance(Duration.ofHours(1));
        assertEquals(60, granted(RatePolicy.REQUESTS, "a"));
    }

    @Test
    void who_is_refused_is_told_when_the_next_may_come() {
        assertEquals(6, granted(RatePolicy.OPEN, "a"));
        assertEquals(new Drawn.Refused(RatePolicy.OPEN, 6, 10), limiter.draw(RatePolicy.OPEN, "a"));

        clock.advance(Duration.ofSeconds(9));
        assertEquals(new Drawn.Refused(RatePolicy.OPEN, 6, 1), limiter.draw(RatePolicy.OPEN, "a"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(new Drawn.Granted(RatePolicy.OPEN, 6, 0, 60), limiter.draw(RatePolicy.OPEN, "a"));
    }

    @Test
    void one_caller_s_flood_is_nobody_else_s() {
        assertEquals(60, granted(RatePolicy.REQUESTS, "a"));

        assertEquals(60, granted(RatePolicy.REQUESTS, "b"));
        assertEquals(6, granted(RatePolicy.OPEN, "a"));
    }

    @Test
    void what_is_given_back_may_be_drawn_again_and_never_more_than_the_quota() {
        assertEquals(60, granted(RatePolicy.REQUESTS, "a"));
        limiter.giveBack(RatePolicy.REQUESTS, "a");
        assertEquals(1, granted(RatePolicy.REQUESTS, "a"));

        limiter.giveBack(RatePolicy.REQUESTS, "b");
        assertEquals(60, granted(RatePolicy.REQUESTS, "b"));
    }

    @Test
    void a_policy_without_a_limit_counts_nobody() {
        assertEquals(new Drawn.Unlimited(), limiter.draw(RatePolicy.AGENTS, "a"));
    }

    @Test
    void limits_are_read_as_they_are_written() {
        assertEquals(Map.of(), RateLimits.parse(Optional.of(" off "), false).perMinute());
        assertEquals(Map.of(), RateLimits.parse(Optional.empty(), true).perMinute());
        assertEquals(
                Map.of(
                        RatePolicy.REQUESTS, 1_200,
                        RatePolicy.AGENTS, 120_000,
                        RatePolicy.OPEN, 300,
                        RatePolicy.ATTEMPTS, 600),
                RateLimits.parse(Optional.empty(), false).perMinute());
        RateLimits set = RateLimits.parse(Optional.of("open=5, attempts=1000000"), true);
        assertEquals(5, set.of(RatePolicy.OPEN).orElse(0));
        assertEquals(1_000_000, set.of(RatePolicy.ATTEMPTS).orElse(0));
        assertEquals(1_200, set.of(RatePolicy.REQUESTS).orElse(0));
        assertInstanceOf(Drawn.Granted.class, new Limiter(set, clock).draw(RatePolicy.OPEN, "a"));
    }

    @Test
    void a_limit_that_is_none_is_refused_with_what_would_be_one() {
        for (String text :
                List.of("", "requests", "requests=", "requests=0", "requests=-1", "requests=1000001", "all=5", "=5")) {
            assertThrows(IllegalArgumentException.class, () -> RateLimits.parse(Optional.of(text), false), text);
        }
    }
}
