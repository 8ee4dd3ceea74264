package com.expacti.adapters.wire.failure;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The {@code error} message of both sockets, with the {@code ref} and {@code id} of what it answers. */
@Singleton
public final class ErrorFrames {
    private final RequestIds requestIds;

    ErrorFrames(RequestIds requestIds) {
        this.requestIds = requestIds;
    }

    public JsonObject of(Throwable thrown, Optional<String> ref, Optional<String> id) {
        String requestId = requestIds.fresh();
        GateException refusal = Failures.refusal(thrown, requestId);
        return JsonObject.message("error")
                .put("code", refusal.code().literal())
                .put("message", String.valueOf(refusal.getMessage()))
                .put("field", refusal.field())
                .put("ref", ref)
                .put("id", id)
                .put("request_id", refusal.code() == ErrorCode.INTERNAL ? Optional.of(requestId) : Optional.empty());
    }
}
