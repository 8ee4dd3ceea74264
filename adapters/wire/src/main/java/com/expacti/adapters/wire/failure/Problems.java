package com.expacti.adapters.wire.failure;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.PasskeyBody;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.totp.SecondFactor.Way;
import com.expacti.application.totp.SecondFactorMissing;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Refusals and failures as {@code application/problem+json} (RFC 9457). */
@Singleton
public final class Problems {
    private final RequestIds requestIds;

    Problems(RequestIds requestIds) {
        this.requestIds = requestIds;
    }

    /** The answer to a request that was refused or broke. */
    public MutableHttpResponse<JsonNode> of(HttpRequest<?> request, Throwable thrown) {
        GateException refusal = Failures.refusal(thrown, requestIds.of(request));
        MutableHttpResponse<?> response =
                HttpResponse.status(HttpStatus.valueOf(refusal.code().status()));
        refusal.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait))));
        MutableHttpResponse<JsonNode> problem =
                answer(request, response, refusal.code(), String.valueOf(refusal.getMessage()), refusal.field());
        return refusal instanceof SecondFactorMissing missing ? withWays(problem, missing) : problem;
    }

    /** How the second factor can be shown, and what a passkey is to sign. */
    private static MutableHttpResponse<JsonNode> withWays(
            MutableHttpResponse<JsonNode> problem, SecondFactorMissing missing) {
        JsonObject body = JsonObject.object();
        problem.body().entries().forEach(e -> body.put(e.getKey(), e.getValue()));
        body.putTexts(
                "methods", missing.ways().stream().sorted().map(Way::literal).toList());
        missing.passkey()
                .ifPresent(options ->
                        body.put("passkey_options", PasskeyBody.options(options).node()));
        return problem.body(body.node());
    }

    /** Puts the problem into an answer whose status stands. */
    MutableHttpResponse<JsonNode> answer(
            HttpRequest<?> request,
            MutableHttpResponse<?> response,
            ErrorCode code,
            String detail,
            Optional<String> field) {
        JsonObject problem = JsonObject.object()
                .put("type", "urn:expacti:problem:" + code.literal())
                .put("title", title(code))
                .put("status", response.code())
                .put("detail", detail)
                .put("code", code.literal())
                .put(code == ErrorCode.PLAN_LIMIT ? "limit" : "field", field)
                .put("request_id", requestIds.of(request));
        if (code.status() == ErrorCode.UNAUTHORIZED.status()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (code == ErrorCode.RATE_LIMITED && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.body(problem.node()).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    /** Whole seconds, rounded up: who waits that long is not sent away again. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static String title(ErrorCode code) {
        return switch (code) {
            case BAD_MESSAGE -> "The request cannot be read";
            case UNKNOWN_TYPE -> "The type is not known";
            case INVALID -> "A field is not acceptable";
            case TOO_LARGE -> "The request is too large";
            case UNAUTHORIZED -> "Who calls is not proven";
            case TOTP_REQUIRED -> "A second factor is needed";
            case FORBIDDEN -> "The caller may not do this";
            case NOT_FOUND -> "There is no such thing";
            case CONFLICT -> "The request contradicts what is there";
            case ALREADY_DECIDED -> "The command is decided";
            case APPROVAL_USED -> "The approval was used";
            case APPROVAL_EXPIRED -> "The approval has expired";
            case APPROVAL_UNKNOWN -> "There is no such approval";
            case STEP_UP_REQUIRED -> "A stronger proof is needed";
            case PLAN_LIMIT -> "The plan's limit is reached";
            case RATE_LIMITED -> "Too many requests";
            case UNAVAILABLE -> "The gate cannot reach its store";
            case INTERNAL -> "Something broke on our side";
        };
    }
}
