package com.expacti.api.targets;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.targets.ManageTargetGroups;
import com.expacti.domain.org.TargetGroup;
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

/** {@code /target-groups}. */
@Controller("/api/v1/target-groups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TargetGroupsController {
    private final Callers callers;
    private final ManageTargetGroups groups;

    TargetGroupsController(Callers callers, ManageTargetGroups groups) {
        this.callers = callers;
        this.groups = groups;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<TargetGroup> all = groups.list(callers.person(request));
        return page.body(page.slice(all, TargetGroup::id), TargetGroupsController::body, TargetGroup::id);
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        String name = Fields.of(body).text("name");
        return HttpResponse.created(body(groups.make(callers.person(request), name)));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return body(groups.get(callers.person(request), PathId.of("group", id)));
    }

    @Patch("/{id}")
    JsonNode rename(HttpRequest<?> request, String id, @Body JsonNode body) {
        String name = Fields.of(body).text("name");
        return body(groups.rename(callers.person(request), PathId.of("group", id), name));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        groups.remove(callers.person(request), PathId.of("group", id));
    }

    private static JsonNode body(TargetGroup group) {
        return JsonObject.object()
                .put("id", group.id())
                .put("name", group.name())
                .node();
    }
}
