package com.expacti.api.setup;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.org.SetUp;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /setup}. */
@Controller("/api/v1/setup")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SetUpController {
    private final SetUp setUp;

    SetUpController(SetUp setUp) {
        this.setUp = setUp;
    }

    @Post
    HttpResponse<JsonNode> complete(@Body JsonNode body) {
        Fields fields = Fields.of(body);
        SetUp.Done done = setUp.complete(
                fields.text("token"),
                new SetUp.Answers(
                        fields.text("org_name"),
                        fields.text("email"),
                        fields.text("agent_name"),
                        fields.optionalText("password"),
                        fields.optionalFlag("allow_self_approval").orElse(false)));
        return HttpResponse.created(JsonObject.object()
                .put("org_id", done.org().value())
                .put("user_id", done.user().value())
                .put("api_key", done.apiKey())
                .put("agent_id", done.agent().value())
                .put("agent_token", done.agentToken())
                .node());
    }
}
