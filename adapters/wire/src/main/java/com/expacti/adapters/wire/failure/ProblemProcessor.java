package com.expacti.adapters.wire.failure;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives the framework's own errors (no such path, unreadable body, wrong method …) the form of all others. */
@Singleton
final class ProblemProcessor implements ErrorResponseProcessor<JsonNode> {
    private final Problems problems;

    ProblemProcessor(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("unchecked") // a HEAD answer has no body, whatever its type says
    public MutableHttpResponse<JsonNode> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        HttpRequest<?> request = context.getRequest();
        if (request.getMethod() == HttpMethod.HEAD) {
            return (MutableHttpResponse<JsonNode>) base;
        }
        Optional<GateException> refusal = context.getRootCause().flatMap(ProblemProcessor::refusalBehind);
        if (refusal.isPresent()) {
            return problems.of(request, refusal.get());
        }
        if (base.code() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
            Throwable cause = context.getRootCause().orElseGet(() -> new IllegalStateException(base.reason()));
            return problems.of(request, cause);
        }
        return problems.answer(
                request, base, code(base.code()), FrameworkFailures.detail(context, base), Optional.empty());
    }

    private static Optional<GateException> refusalBehind(Throwable thrown) {
        for (Throwable at = thrown; at != null && at.getCause() != at; at = at.getCause()) {
            if (at instanceof GateException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 402 -> ErrorCode.PLAN_LIMIT;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 422 -> ErrorCode.INVALID;
            case 429 -> ErrorCode.RATE_LIMITED;
            default -> ErrorCode.BAD_MESSAGE;
        };
    }
}
