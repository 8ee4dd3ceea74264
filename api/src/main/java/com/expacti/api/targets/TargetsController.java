package com.expacti.api.targets;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.view.Parties;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.targets.ManageTargets;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /targets}. What a login is proved by is in no answer. */
@Controller("/api/v1/targets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TargetsController {
    private final Callers callers;
    private final ManageTargets targets;

    TargetsController(Callers callers, ManageTargets targets) {
        this.callers = callers;
        this.targets = targets;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Target> all = targets.list(callers.person(request));
        return page.body(page.slice(all, t -> t.id().value()), TargetsController::body, t -> t.id().value());
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        return HttpResponse.created(body(targets.make(callers.person(request), TargetFields.whole(Fields.of(body)))));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return body(targets.get(callers.person(request), target(id)));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        return body(targets.edit(callers.person(request), target(id), TargetFields.change(Fields.of(body))));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        targets.remove(callers.person(request), target(id));
    }

    private static TargetId target(String id) {
        return new TargetId(PathId.of("target", id));
    }

    /** As commands name a target, and the groups it is in, and where it is. */
    private static JsonNode body(Target target) {
        Optional<TargetAddress> address = target.address();
        return Parties.targetObject(target)
                .putTexts("group_ids", target.groupIds().stream().sorted().toList())
                .put("host", address.map(TargetAddress::host))
                .put("port", address.map(a -> OptionalInt.of(a.port())).orElse(OptionalInt.empty()))
                .put("login", address.map(TargetAddress::login))
                .put("host_key", address.flatMap(TargetAddress::hostKey))
                .put("auth_type", address.map(a -> a.auth().literal()))
                .node();
    }
}
