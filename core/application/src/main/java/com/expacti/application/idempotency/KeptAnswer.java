package com.expacti.application.idempotency;

import java.util.Optional;

/**
 * What a write answered.
 *
 * @param status 200 to 299
 * @param body JSON; empty for an answer without one
 */
public record KeptAnswer(int status, Optional<String> body) {
    public static final int BODY_LENGTH_MAX = 256 * 1024;

    public KeptAnswer {
        if (body.filter(b -> b.length() > BODY_LENGTH_MAX).isPresent()) {
            throw new IllegalArgumentException("a kept answer has at most " + BODY_LENGTH_MAX + " characters");
        }
    }
}
