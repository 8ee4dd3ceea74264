package com.expacti.api.auth;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.RecoveryBody;
import com.expacti.api.access.Callers;
import com.expacti.application.recovery.Recover;
import com.expacti.application.recovery.Recover.Standing;
import com.expacti.application.recovery.WatchRecoveries;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /auth/recovery}: the way back of who lost every second factor. */
@Controller("/api/v1/auth/recovery")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecoveryController {
    private final Recover recover;
    private final WatchRecoveries watch;
    private final Callers callers;
    private final Clients clients;

    RecoveryController(Recover recover, WatchRecoveries watch, Callers callers, Clients clients) {
        this.recover = recover;
        this.watch = watch;
        this.callers = callers;
        this.clients = clients;
    }

    @Post
    @Status(HttpStatus.NO_CONTENT)
    void ask(HttpRequest<?> request, @Body JsonNode body) {
        recover.ask(Fields.of(body).text("email"), clients.of(request));
    }

    @Post("/confirm")
    JsonNode confirm(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        return switch (recover.confirm(fields.text("token"), fields.text("password"), clients.of(request))) {
            case Standing.Waiting waiting ->
                RecoveryBody.of(waiting.recovery()).put("status", "waiting").node();
            case Standing.Done _ -> JsonObject.object().put("status", "done").node();
        };
    }

    @Post("/cancel")
    @Status(HttpStatus.NO_CONTENT)
    void cancelByLink(@Body JsonNode body) {
        recover.cancel(Fields.of(body).text("token"));
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void cancelMine(HttpRequest<?> request) {
        watch.cancelMine(callers.person(request));
    }
}
