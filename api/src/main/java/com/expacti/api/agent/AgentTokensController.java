package com.expacti.api.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageAgents;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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

/** {@code /agents/{id}/tokens}. A token's secret is in the answer that made it, and nowhere else. */
@Controller("/api/v1/agents/{id}/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentTokensController {
    private final Callers callers;
    private final ManageAgents agents;

    AgentTokensController(Callers callers, ManageAgents agents) {
        this.callers = callers;
        this.agents = agents;
    }

    @Get
    JsonNode list(
            HttpRequest<?> request,
            String id,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Credential> all = agents.tokens(callers.person(request), agent(id));
        return page.body(page.slice(all, c -> c.id().value()), c -> body(c).node(), c -> c.id().value());
    }

    @Post
    HttpResponse<JsonNode> issue(HttpRequest<?> request, String id, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        ManageAgents.TokenDraft draft = new ManageAgents.TokenDraft(
                fields.text("name"),
                fields.optionalLong("expires_in_seconds"),
                fields.optionalTexts("target_ids").map(AgentTokensController::targets));
        return HttpResponse.created(shown(agents.issue(callers.person(request), agent(id), draft)));
    }

    @Post("/{tokenId}/rotate")
    HttpResponse<JsonNode> rotate(HttpRequest<?> request, String id, String tokenId, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        return HttpResponse.created(shown(agents.rotate(
                callers.person(request),
                agent(id),
                new CredentialId(PathId.of("token", tokenId)),
                fields.optionalLong("overlap_seconds").orElse(0),
                fields.optionalLong("expires_in_seconds"))));
    }

    private static JsonNode shown(ManageAgents.IssuedToken issued) {
        return body(issued.credential()).put("token", issued.token()).node();
    }

    private static Set<TargetId> targets(List<String> ids) {
        return ids.stream()
                .map(id -> new TargetId(PathId.plausible(id)
                        .orElseThrow(() -> GateException.invalid("target_ids", "target_ids is not a list of ids"))))
                .collect(Collectors.toSet());
    }

    @Delete("/{tokenId}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(HttpRequest<?> request, String id, String tokenId) {
        agents.revoke(callers.person(request), agent(id), new CredentialId(PathId.of("token", tokenId)));
    }

    private static AgentId agent(String id) {
        return new AgentId(PathId.of("agent", id));
    }

    private static JsonObject body(Credential credential) {
        return JsonObject.object()
                .put("id", credential.id().value())
                .put("name", credential.name())
                .put("created_by", credential.issuedBy().map(UserId::value))
                .putNode(
                        "target_ids",
                        credential
                                .targets()
                                .map(only -> JsonObject.texts(only.stream()
                                        .map(TargetId::value)
                                        .sorted()
                                        .toList())))
                .putNode("expires_at", Moments.RFC_3339.of(credential.expiresAt()));
    }
}
