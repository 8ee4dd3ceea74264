package com.expacti.api.command;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.view.PasskeyBody;
import com.expacti.api.access.Callers;
import com.expacti.api.path.PathId;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.GateException;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.rule.PatternType;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /commands/{id}/approve} and {@code /deny}: a person's vote; {@code /step-up}, the stronger proof one may take. */
@Controller("/api/v1/commands/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionsController {
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final Callers callers;
    private final CastVote vote;
    private final CommandAnswers answers;

    DecisionsController(Callers callers, CastVote vote, CommandAnswers answers) {
        this.callers = callers;
        this.vote = vote;
        this.answers = answers;
    }

    @Post("/approve")
    JsonNode approve(HttpRequest<?> request, String id, @Body @Nullable JsonNode body) {
        return decide(request, id, body, true);
    }

    @Post("/deny")
    JsonNode deny(HttpRequest<?> request, String id, @Body @Nullable JsonNode body) {
        return decide(request, id, body, false);
    }

    @Post("/step-up")
    HttpResponse<JsonNode> stepUp(HttpRequest<?> request, String id) {
        PersonCaller caller = callers.person(request);
        CommandId command = new CommandId(PathId.of("command", id));
        return HttpResponse.created(
                PasskeyBody.options(vote.askStepUp(caller, command)).node());
    }

    /** @param body null where the request has none, which says nothing beyond the vote */
    private JsonNode decide(HttpRequest<?> request, String id, @Nullable JsonNode body, boolean allow) {
        PersonCaller caller = callers.person(request);
        Fields fields = Fields.of(body == null ? NOTHING : body);
        Vote cast = new Vote(
                allow,
                fields.optionalText("comment"),
                fields.optionalText("suggested_command"),
                fields.object("whitelist").map(DecisionsController::remember),
                PasskeyBody.assertion(fields, "step_up"));
        CommandId command = new CommandId(PathId.of("command", id));
        return answers.withVotes(caller, vote.vote(caller, command, cast));
    }

    private static Remember remember(Fields fields) {
        String type = fields.optionalText("pattern_type").orElse("exact");
        return new Remember(
                switch (type) {
                    case "exact" -> PatternType.EXACT;
                    case "glob" -> PatternType.GLOB;
                    case "regex" -> PatternType.REGEX;
                    default ->
                        throw GateException.invalid("whitelist.pattern_type", "pattern_type is exact, glob or regex");
                },
                fields.text("pattern"),
                fields.optionalText("scope").orElse(""),
                fields.optionalLong("ttl_seconds"));
    }
}
