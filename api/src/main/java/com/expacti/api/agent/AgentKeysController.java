package com.expacti.api.agent;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.sshkey.AgentKey;
import com.expacti.application.sshkey.ManageSshKeys;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.UserId;
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

/** {@code /agents/{id}/ssh-keys}. */
@Controller("/api/v1/agents/{id}/ssh-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentKeysController {
    private final Callers callers;
    private final ManageSshKeys keys;

    AgentKeysController(Callers callers, ManageSshKeys keys) {
        this.callers = callers;
        this.keys = keys;
    }

    @Get
    JsonNode list(
            HttpRequest<?> request,
            String id,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<AgentKey> all = keys.list(callers.person(request), agent(id));
        return page.body(page.slice(all, AgentKeysController::id), AgentKeysController::body, AgentKeysController::id);
    }

    @Post
    HttpResponse<JsonNode> add(HttpRequest<?> request, String id, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        return HttpResponse.created(body(
                keys.add(callers.person(request), agent(id), fields.text("public_key"), fields.optionalText("name"))));
    }

    @Delete("/{keyId}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id, String keyId) {
        keys.remove(callers.person(request), agent(id), new CredentialId(PathId.of("SSH key", keyId)));
    }

    private static AgentId agent(String id) {
        return new AgentId(PathId.of("agent", id));
    }

    private static String id(AgentKey key) {
        return key.credential().id().value();
    }

    private static JsonNode body(AgentKey key) {
        return JsonObject.object()
                .put("id", id(key))
                .put("name", key.credential().name())
                .put("type", key.key().type())
                .put("fingerprint", key.key().fingerprint())
                .put("public_key", key.key().line())
                .put("created_by", key.credential().issuedBy().map(UserId::value))
                .node();
    }
}
