package com.expacti.api.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageAgents;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
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
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /agents}. */
@Controller("/api/v1/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentsController {
    private final Callers callers;
    private final ManageAgents agents;

    AgentsController(Callers callers, ManageAgents agents) {
        this.callers = callers;
        this.agents = agents;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Agent> all = agents.list(callers.person(request));
        return page.body(page.slice(all, a -> a.id().value()), AgentsController::body, a -> a.id().value());
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        var _ = fields.text("name");
        return HttpResponse.created(body(agents.make(callers.person(request), draft(body, fields))));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return body(agents.get(callers.person(request), agent(id)));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        return body(agents.edit(callers.person(request), agent(id), draft(body, Fields.of(body))));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        agents.remove(callers.person(request), agent(id));
    }

    private static ManageAgents.AgentDraft draft(JsonNode body, Fields fields) {
        JsonNode standard = body.get("default_target_id");
        return new ManageAgents.AgentDraft(
                fields.optionalText("name"),
                fields.optionalText("default_target_id").map(id -> target("default_target_id", id)),
                fields.optionalTexts("target_ids").map(AgentsController::targets),
                fields.optionalText("owner_id").map(id -> new UserId(id(id, "owner_id"))),
                standard != null && standard.isNull());
    }

    private static Set<TargetId> targets(List<String> ids) {
        return ids.stream().map(id -> target("target_ids", id)).collect(Collectors.toSet());
    }

    private static TargetId target(String field, String id) {
        return new TargetId(id(id, field));
    }

    private static String id(String id, String field) {
        return PathId.plausible(id).orElseThrow(() -> GateException.invalid(field, field + " is not an id"));
    }

    private static AgentId agent(String id) {
        return new AgentId(PathId.of("agent", id));
    }

    private static JsonNode body(Agent agent) {
        return JsonObject.object()
                .put("id", agent.id().value())
                .put("name", agent.name())
                .put("default_target_id", agent.defaultTarget().map(TargetId::value))
                .putTexts(
                        "target_ids",
                        agent.targets().stream().map(TargetId::value).sorted().toList())
                .put("owner_id", agent.owner().map(UserId::value))
                .put("created_by", agent.createdBy().map(UserId::value))
                .node();
    }
}
