package com.expacti.api.idempotency;

import com.expacti.adapters.wire.failure.Problems;
import com.expacti.api.access.Callers;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.idempotency.AnswerStore;
import com.expacti.application.idempotency.Asked;
import com.expacti.application.idempotency.Begun;
import com.expacti.application.idempotency.KeptAnswer;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Does a write under a key once (draft-ietf-httpapi-idempotency-key-header): remembers the key before the write begins, and
 * its answer when it is done. A process that dies between the two leaves a key of which only the beginning is known; it is never
 * done again. A refusal frees the key, since nothing was done.
 */
@ServerFilter("/api/v1/**")
final class OnceUnderAKey implements Ordered {
    private static final System.Logger LOG = System.getLogger(OnceUnderAKey.class.getName());
    private static final String ASKED = "expacti.asked";
    private static final String REPLAYED = "Idempotency-Replayed";

    /** Has a key of its own, {@code ref}, which this header is where there is none. */
    private static final String SUBMIT = "/api/v1/commands";

    /** Says yes once: whoever asks again may have run the command already. */
    private static final String REDEEM = "/redeem";
    /** Each asks for another signature. */
    private static final String STEP_UP = "/step-up";

    /** Each takes a proof or a ticket that is good once, or answers with secrets: there is nothing to repeat. */
    private static final List<String> WAYS_IN = List.of(
            "/api/v1/auth/totp", "/api/v1/auth/backup-codes", "/api/v1/auth/passkeys", "/api/v1/auth/identities");

    private final AnswerStore answers;
    private final Callers callers;
    private final Problems problems;
    private final JsonMapper json;
    private final ExecutorService blocking;

    OnceUnderAKey(
            AnswerStore answers,
            Callers callers,
            Problems problems,
            JsonMapper json,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.answers = answers;
        this.callers = callers;
        this.problems = problems;
        this.json = json;
        this.blocking = blocking;
    }

    /** Inside what refuses and counts requests, outside the controllers. */
    @Override
    public int getOrder() {
        return 50;
    }

    /** Asked here: the framework's own condition is not asked of every request once pages of other sites may call. */
    private static boolean isNamed(HttpRequest<?> request) {
        HttpMethod method = request.getMethod();
        boolean writes = method == HttpMethod.POST
                || method == HttpMethod.PATCH
                || method == HttpMethod.PUT
                || method == HttpMethod.DELETE;
        String path = request.getPath();
        return writes
                && request.getHeaders().contains(IdempotencyKey.HEADER)
                && !path.equals(SUBMIT)
                && !path.endsWith(REDEEM)
                && !path.endsWith(STEP_UP)
                && WAYS_IN.stream().noneMatch(path::startsWith);
    }

    @RequestFilter
    CompletableFuture<Optional<HttpResponse<?>>> begin(ServerHttpRequest<?> request) {
        if (!isNamed(request)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return request.byteBody()
                .split(ByteBody.SplitBackpressureMode.FASTEST)
                .buffer()
                .thenApplyAsync(body -> begin(request, body), blocking);
    }

    private Optional<HttpResponse<?>> begin(HttpRequest<?> request, CloseableAvailableByteBody body) {
        try (body) {
            Optional<Caller> caller = caller(request);
            if (caller.isEmpty()) {
                return Optional.empty();
            }
            String key = IdempotencyKey.of(request).orElseThrow();
            Asked asked =
                    new Asked(caller.get().org(), caller.get().credential(), key, digest(request, body.toByteArray()));
            Begun begun = answers.begin(asked);
            if (begun instanceof Begun.Fresh) {
                request.setAttribute(ASKED, asked);
            }
            return answer(request, begun);
        } catch (GateException refusal) {
            return Optional.of(problems.of(request, refusal));
        }
    }

    /** Of whoever cannot prove who they are nothing is remembered: the operation itself refuses them, or is open to all. */
    private Optional<Caller> caller(HttpRequest<?> request) {
        try {
            return Optional.of(callers.any(request));
        } catch (GateException refusal) {
            if (refusal.code() == ErrorCode.UNAUTHORIZED) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private static Digest digest(HttpRequest<?> request, byte[] body) {
        MessageDigest digest = Digest.sha256();
        digest.update((request.getMethodName() + "\n" + request.getUri() + "\n").getBytes(StandardCharsets.UTF_8));
        return new Digest(HexFormat.of().formatHex(digest.digest(body)));
    }

    private Optional<HttpResponse<?>> answer(HttpRequest<?> request, Begun begun) {
        return switch (begun) {
            case Begun.Fresh fresh -> Optional.empty();
            case Begun.Answered answered -> Optional.of(replay(answered.answer()));
            case Begun.Unkept unkept ->
                Optional.of(conflict(
                        request,
                        "this was done; its answer held a secret that was shown once, or was too large to keep."
                                + " Look it up; where you need a new secret, use a new key"));
            case Begun.Running running ->
                Optional.of(
                        conflict(request, "this is being done under the same Idempotency-Key; ask again in a second")
                                .header("Retry-After", "1"));
            case Begun.Lost lost ->
                Optional.of(conflict(
                        request,
                        "this was begun under the same Idempotency-Key and its end is not known: it may have been done."
                                + " Look, and use a new key if it was not"));
            case Begun.Different different ->
                Optional.of(
                        problems.of(
                                request,
                                GateException.invalid(
                                        IdempotencyKey.HEADER,
                                        "Idempotency-Key was used for another request within 24 hours; give each request its own")));
        };
    }

    private MutableHttpResponse<?> conflict(HttpRequest<?> request, String message) {
        return problems.of(request, new GateException(ErrorCode.CONFLICT, message));
    }

    private static HttpResponse<?> replay(KeptAnswer answer) {
        MutableHttpResponse<String> response =
                HttpResponse.<String>status(HttpStatus.valueOf(answer.status())).header(REPLAYED, "true");
        answer.body().ifPresent(body -> response.body(body).contentType(MediaType.APPLICATION_JSON_TYPE));
        return response;
    }

    /** What cannot be stored now stays open: whoever asks again reads that its end is not known. */
    @ResponseFilter
    CompletableFuture<MutableHttpResponse<?>> end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Optional<Asked> asked = request.getAttribute(ASKED, Asked.class);
        if (asked.isEmpty()) {
            return CompletableFuture.completedFuture(response);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        end(asked.get(), response);
                    } catch (GateException | IOException e) {
                        LOG.log(System.Logger.Level.WARNING, "an answer under an Idempotency-Key was not kept", e);
                    }
                    return response;
                },
                blocking);
    }

    private void end(Asked asked, MutableHttpResponse<?> response) throws IOException {
        int status = response.code();
        if (status >= 400 && status < 500) {
            answers.release(asked);
        } else if (status < 300) {
            Optional<KeptAnswer> kept = kept(status, response.body());
            if (kept.isPresent()) {
                answers.keep(asked, kept.get());
            } else {
                answers.finish(asked);
            }
        }
    }

    private Optional<KeptAnswer> kept(int status, @org.jspecify.annotations.Nullable Object body) throws IOException {
        if (body == null) {
            return Optional.of(new KeptAnswer(status, Optional.empty()));
        }
        if (!(body instanceof JsonNode node) || ShownOnce.isIn(node)) {
            return Optional.empty();
        }
        String text = json.writeValueAsString(node);
        return text.length() > KeptAnswer.BODY_LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new KeptAnswer(status, Optional.of(text)));
    }
}
