package com.expacti.adapters.wire.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import io.github.bucket4j.TimeMeter;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens tried from one address. */
final class AttemptsTest {
    private static final Caller AGENT =
            new Caller.AgentCaller(new OrgId("org_1"), new CredentialId("cred_1"), new AgentId("agent_1"), "a");

    private final Set<String> good = new HashSet<>(Set.of("good"));
    private int asked;
    private final Attempts attempts = new Attempts(
            new Limiter(
                    new RateLimits(Map.of(RatePolicy.ATTEMPTS, 5, RatePolicy.OPEN, 3, RatePolicy.AGENTS, 4)),
                    stopped()),
            new Sources(List.of()));

    private static TimeMeter stopped() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return 0;
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    private Caller prove(String token) {
        asked++;
        if (!good.contains(token)) {
            throw new GateException(ErrorCode.UNAUTHORIZED, "nobody");
        }
        return AGENT;
    }

    private ErrorCode refusal(String token) {
        return assertThrows(GateException.class, () -> attempts.proving(request(), token, this::prove))
                .code();
    }

    private static HttpRequest<?> request() {
        return new SimpleHttpRequest<>(HttpMethod.GET, "/api/v1/me", "");
    }

    @Test
    void a_flood_of_bad_tokens_is_stopped_before_the_store_is_asked() {
        for (int i = 0; i < 5; i++) {
            assertEquals(ErrorCode.UNAUTHORIZED, refusal("bad " + i));
        }
        for (int i = 5; i < 1_000; i++) {
            assertEquals(ErrorCode.RATE_LIMITED, refusal("bad " + i));
        }
        assertEquals(5, asked);
    }

    @Test
    void who_has_proved_who_they_are_works_on_beside_a_guesser() {
        assertEquals(AGENT, attempts.proving(request(), "good", this::prove));
        for (int i = 0; i < 100; i++) {
            refusal("bad " + i);
        }

        assertEquals(AGENT, attempts.proving(request(), "good", this::prove));
    }

    @Test
    void good_tokens_count_for_nothing_however_many_come() {
        for (int i = 0; i < 100; i++) {
            good.add("good " + i);
            assertEquals(AGENT, attempts.proving(request(), "good " + i, this::prove));
        }
    }

    @Test
    void a_token_that_was_revoked_counts_again() {
        attempts.proving(request(), "good", this::prove);
        good.clear();

        assertEquals(ErrorCode.UNAUTHORIZED, refusal("good"));
        for (int i = 0; i < 5; i++) {
            assertEquals(ErrorCode.UNAUTHORIZED, refusal("good"));
        }
        assertEquals(ErrorCode.RATE_LIMITED, refusal("good"));
    }

    @Test
    void requests_that_name_nobody_are_counted_by_address() {
        for (int i = 0; i < 3; i++) {
            attempts.anonymous(request());
        }

        assertEquals(
                ErrorCode.RATE_LIMITED,
                assertThrows(GateException.class, () -> attempts.anonymous(request()))
                        .code());
        assertEquals(AGENT, attempts.proving(request(), "good", this::prove));
    }

    @Test
    void one_credential_s_requests_are_counted_and_the_refusal_says_when_to_come_again() {
        for (int i = 0; i < 4; i++) {
            attempts.proven(request(), AGENT);
        }

        GateException refusal = assertThrows(GateException.class, () -> attempts.proven(request(), AGENT));

        assertEquals(Optional.of(Duration.ofSeconds(15)), refusal.retryAfter());
    }
}
