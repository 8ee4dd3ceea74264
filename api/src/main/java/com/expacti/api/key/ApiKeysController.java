package com.expacti.api.key;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ManageKeys;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.UserId;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api-keys}. A key's secret is in the answer that made it, and nowhere else. */
@Controller("/api/v1/api-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiKeysController {
    private final Callers callers;
    private final ManageKeys keys;

    ApiKeysController(Callers callers, ManageKeys keys) {
        this.callers = callers;
        this.keys = keys;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        Page page = Page.of(limit, cursor);
        List<Credential> all = keys.list(callers.person(request));
        return page.body(page.slice(all, c -> c.id().value()), c -> body(c).node(), c -> c.id().value());
    }

    @Post
    HttpResponse<JsonNode> issue(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        ManageKeys.KeyDraft draft = new ManageKeys.KeyDraft(
                fields.text("name"),
                permissions(fields.requiredTexts("permissions")),
                fields.optionalText("agent_id").map(ApiKeysController::agent),
                fields.optionalLong("expires_in_seconds"));
        ManageKeys.IssuedKey issued = keys.issue(callers.person(request), draft);
        return HttpResponse.created(
                body(issued.credential()).put("key", issued.key()).node());
    }

    @Patch("/{id}")
    JsonNode rename(HttpRequest<?> request, String id, @Body JsonNode body) {
        String name = Fields.of(body).text("name");
        return body(keys.rename(callers.person(request), key(id), name)).node();
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(HttpRequest<?> request, String id) {
        keys.revoke(callers.person(request), key(id));
    }

    private static Set<Permission> permissions(List<String> literals) {
        Set<Permission> permissions = new HashSet<>();
        for (String literal : literals) {
            permissions.add(Permission.of(literal)
                    .orElseThrow(() -> GateException.invalid(
                            "permissions",
                            "permissions names one that does not exist; there are: "
                                    + String.join(", ", Permission.literals()))));
        }
        return permissions;
    }

    private static AgentId agent(String id) {
        return new AgentId(
                PathId.plausible(id).orElseThrow(() -> GateException.invalid("agent_id", "agent_id is not an id")));
    }

    private static CredentialId key(String id) {
        return new CredentialId(PathId.of("API key", id));
    }

    private static JsonObject body(Credential credential) {
        return JsonObject.object()
                .put("id", credential.id().value())
                .put("name", credential.name())
                .putTexts(
                        "permissions",
                        credential.permissions().stream()
                                .map(Permission::literal)
                                .sorted()
                                .toList())
                .put("agent_id", credential.agent().map(AgentId::value))
                .put("user_id", credential.user().map(UserId::value))
                .put("created_by", credential.issuedBy().map(UserId::value))
                .putNode("expires_at", Moments.RFC_3339.of(credential.expiresAt()));
    }
}
