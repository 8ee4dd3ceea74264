package com.expacti.api.policy;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.domain.identity.Caller.PersonCaller;
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
import java.util.Optional;

/** {@code /policies}: the approval policies one by one. */
@Controller("/api/v1/policies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PoliciesController {
    private final Callers callers;
    private final ManagePolicies policies;

    PoliciesController(Callers callers, ManagePolicies policies) {
        this.callers = callers;
        this.policies = policies;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        PersonCaller caller = callers.person(request);
        Page page = Page.of(limit, cursor);
        return page.body(
                page.slice(policies.list(caller), listed -> listed.policy().id()),
                PolicyBody::of,
                listed -> listed.policy().id());
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        return HttpResponse.created(PolicyBody.of(policies.make(caller, PolicyFields.draft(Fields.of(body)))));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        return PolicyBody.of(policies.get(callers.person(request), PathId.of("policy", id)));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        ManagePolicies.Listed before = policies.get(caller, PathId.of("policy", id));
        return PolicyBody.of(
                policies.edit(caller, before.policy().id(), PolicyFields.merged(before.policy(), Fields.of(body))));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        policies.remove(callers.person(request), PathId.of("policy", id));
    }
}
