package com.expacti.application.org;

import com.expacti.application.failure.GateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a token or key is good. */
final class CredentialLife {
    private static final Duration MAX = Duration.ofDays(3650);

    private CredentialLife() {}

    /**
     * When it ends; empty for never.
     *
     * @throws GateException {@code invalid} unless it is 1 second to ten years
     */
    static Optional<Instant> until(Instant now, OptionalLong seconds) {
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        if (seconds.getAsLong() < 1 || seconds.getAsLong() > MAX.toSeconds()) {
            throw GateException.invalid("expires_in_seconds", "expires_in_seconds is 1 to " + MAX.toSeconds());
        }
        return Optional.of(now.plusSeconds(seconds.getAsLong()));
    }
}
