package com.expacti.api.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageAgents;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /agents} and their tokens. */
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
        return page.body(slice(all, page, a -> a.id().value()), AgentsController::body, a -> a.id().value());
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        var _ = fields.text("name");
        return HttpResponse.created(body(agents.make(callers.person(request), draft(fields))));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return body(agents.get(callers.person(request), agent(id)));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        return body(agents.edit(callers.person(request), agent(id), draft(Fields.of(body))));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        agents.remove(callers.person(request), agent(id));
    }

    @Get("/{id}/tokens")
    JsonNode tokens(
            HttpRequest<?> request,
            String id,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Credential> all = agents.tokens(callers.person(request), agent(id));
        return page.body(slice(all, page, c -> c.id().value()), c -> token(c).node(), c -> c.id().value());
    }

    @Post("/{id}/tokens")
    HttpResponse<JsonNode> issue(HttpRequest<?> request, String id, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        ManageAgents.IssuedToken issued = agents.issue(
                callers.person(request), agent(id), fields.text("name"), fields.optionalLong("expires_in_seconds"));
        return HttpResponse.created(
                token(issued.credential()).put("token", issued.token()).node());
    }

    @Delete("/{id}/tokens/{tokenId}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(HttpRequest<?> request, String id, String tokenId) {
        if (!isId(tokenId)) {
            throw GateException.notFound("token");
        }
        agents.revoke(callers.person(request), agent(id), new CredentialId(tokenId));
    }

    private static ManageAgents.AgentDraft draft(Fields fields) {
        return new ManageAgents.AgentDraft(
                fields.optionalText("name"),
                fields.optionalText("default_target_id").map(id -> target("default_target_id", id)),
                fields.optionalTexts("target_ids").map(AgentsController::targets),
                fields.optionalText("owner_id").map(id -> new UserId(id(id, "owner_id"))));
    }

    private static Set<TargetId> targets(List<String> ids) {
        return ids.stream().map(id -> target("target_ids", id)).collect(Collectors.toSet());
    }

    private static TargetId target(String field, String id) {
        return new TargetId(id(id, field));
    }

    private static String id(String id, String field) {
        if (!isId(id)) {
            throw GateException.invalid(field, field + " is not an id");
        }
        return id;
    }

    private static AgentId agent(String id) {
        if (!isId(id)) {
            throw GateException.notFound("agent");
        }
        return new AgentId(id);
    }

    private static boolean isId(String id) {
        return id.matches("[A-Za-z0-9_-]{1,64}");
    }

    /** The items behind the cursor, of a list that is whole in memory. */
    private static <T> List<T> slice(List<T> all, Page page, Function<T, String> id) {
        int from = page.after()
                .map(after -> {
                    int at = all.stream().map(id).toList().indexOf(after);
                    return at < 0 ? all.size() : at + 1;
                })
                .orElse(0);
        return all.subList(from, Math.min(all.size(), from + page.limit()));
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

    private static JsonObject token(Credential credential) {
        return JsonObject.object()
                .put("id", credential.id().value())
                .put("name", credential.name())
                .put("created_by", credential.issuedBy().map(UserId::value))
                .putNode("expires_at", Moments.RFC_3339.of(credential.expiresAt()));
    }
}
