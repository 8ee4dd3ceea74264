package com.expacti.application.failure;

import java.time.Duration;
import java.util.Optional;

/** A request refused, or the world failing. The message is a sentence for the caller; it never holds a secret. */
public class GateException extends RuntimeException {
    private final ErrorCode code;
    private final transient Optional<String> field;
    private final transient Optional<Duration> retryAfter;

    public GateException(ErrorCode code, String message) {
        this(code, message, Optional.empty());
    }

    private GateException(ErrorCode code, String message, Optional<String> field) {
        this(code, message, field, Optional.empty());
    }

    private GateException(ErrorCode code, String message, Optional<String> field, Optional<Duration> retryAfter) {
        super(message);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** Asked too often: {@code rate_limited}, HTTP 429. */
    public static GateException rateLimited(String message, Duration retryAfter) {
        return new GateException(ErrorCode.RATE_LIMITED, message, Optional.empty(), Optional.of(retryAfter));
    }

    /** Refuses one field of a request: {@code invalid}, HTTP 422. */
    public static GateException invalid(String field, String message) {
        return new GateException(ErrorCode.INVALID, message, Optional.of(field));
    }

    /** Refuses a message that lacks a field or has one of the wrong type: {@code bad_message}, HTTP 400. */
    public static GateException badMessage(String field, String message) {
        return new GateException(ErrorCode.BAD_MESSAGE, message, Optional.of(field));
    }

    /** Refuses what the org's plan has no room for, HTTP 402. {@code limit}: the limit's name, for example {@code targets}. */
    public static GateException planLimit(String limit, String message) {
        return new GateException(ErrorCode.PLAN_LIMIT, message, Optional.of(limit));
    }

    /** Unknown and foreign alike, so that nobody learns which ids exist elsewhere. */
    public static GateException notFound(String what) {
        return new GateException(ErrorCode.NOT_FOUND, "no such " + what);
    }

    public static GateException unavailable(Throwable cause) {
        var e = new GateException(
                ErrorCode.UNAVAILABLE, "the gate cannot reach its store; nothing was allowed, try again");
        e.initCause(cause);
        return e;
    }

    public ErrorCode code() {
        return code;
    }

    /** The field at fault; with {@code plan_limit} the limit's name. */
    public Optional<String> field() {
        return field;
    }

    /** With {@code rate_limited}: how long until it is worth asking again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
