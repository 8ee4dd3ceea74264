package com.expacti.application.failure;

import java.util.Locale;

/** The stable codes of the wire contract with the HTTP status each one is. */
public enum ErrorCode {
    BAD_MESSAGE(400),
    UNKNOWN_TYPE(400),
    INVALID(422),
    TOO_LARGE(413),
    UNAUTHORIZED(401),
    TOTP_REQUIRED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    ALREADY_DECIDED(409),
    APPROVAL_USED(409),
    APPROVAL_EXPIRED(410),
    APPROVAL_UNKNOWN(404),
    STEP_UP_REQUIRED(403),
    PLAN_LIMIT(402),
    RATE_LIMITED(429),
    UNAVAILABLE(503),
    INTERNAL(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }
}
