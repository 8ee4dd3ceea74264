package com.expacti.api.notice;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.notice.Delivery;
import com.expacti.application.notice.NoticeChoices.Choice;
import com.expacti.application.notice.ReadNotices;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** {@code /me/notices} and {@code /commands/{id}/notices}. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NoticesController {
    private final Callers callers;
    private final ReadNotices notices;

    NoticesController(Callers callers, ReadNotices notices) {
        this.callers = callers;
        this.notices = notices;
    }

    @Get("/me/notices")
    JsonNode choice(HttpRequest<?> request) {
        return body(notices.choice(callers.person(request)));
    }

    @Patch("/me/notices")
    JsonNode choose(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        Fields fields = Fields.of(body);
        Optional<Boolean> escalations = fields.optionalFlag("escalations");
        Optional<Boolean> reminders = fields.optionalFlag("reminders");
        if (escalations.isEmpty() && reminders.isEmpty()) {
            throw GateException.invalid("escalations", "give `escalations` or `reminders`, or both: true or false");
        }
        return body(notices.choose(
                caller, now -> new Choice(escalations.orElse(now.escalations()), reminders.orElse(now.reminders()))));
    }

    @Get("/commands/{id}/notices")
    JsonNode history(
            HttpRequest<?> request,
            String id,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Delivery> all = notices.history(callers.person(request), new CommandId(PathId.of("command", id)));
        return page.body(page.slice(all, Delivery::id), NoticesController::body, Delivery::id);
    }

    private static JsonNode body(Choice choice) {
        return JsonObject.object()
                .put("escalations", choice.escalations())
                .put("reminders", choice.reminders())
                .node();
    }

    private static JsonNode body(Delivery delivery) {
        return JsonObject.object()
                .put("kind", delivery.notice().kind().literal())
                .put("channel", delivery.channel())
                .put("recipient_id", delivery.recipient().value())
                .put("state", delivery.state().literal())
                .put("attempts", delivery.attempts())
                .put("problem", delivery.problem())
                .put("created_at", Moments.RFC_3339.of(delivery.createdAt()))
                .putNode("ended_at", Moments.RFC_3339.of(delivery.endedAt()))
                .node();
    }
}
