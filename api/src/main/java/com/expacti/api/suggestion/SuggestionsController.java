package com.expacti.api.suggestion;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.RuleBody;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.suggestion.Acceptance;
import com.expacti.application.suggestion.ManageSuggestions;
import com.expacti.application.suggestion.ManageSuggestions.Accepted;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /suggestions}: rules that approvals add up to. */
@Controller("/api/v1/suggestions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SuggestionsController {
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final Callers callers;
    private final ManageSuggestions suggestions;

    SuggestionsController(Callers callers, ManageSuggestions suggestions) {
        this.callers = callers;
        this.suggestions = suggestions;
    }

    /** The open ones, unless another status is asked for. */
    @Get
    JsonNode list(
            HttpRequest<?> request,
            @QueryValue Optional<String> status,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        PersonCaller caller = callers.person(request);
        Page page = Page.of(limit, cursor);
        Status wanted = status.map(SuggestionsController::status).orElse(Status.OPEN);
        List<Suggestion> all = suggestions.list(caller, Optional.of(wanted));
        return page.body(
                page.slice(all, Suggestion::id),
                each -> SuggestionAnswers.of(each).node(),
                Suggestion::id);
    }

    private static Status status(String literal) {
        return Status.of(literal)
                .orElseThrow(() -> GateException.badMessage("status", "status is open, accepted or dismissed"));
    }

    /** @param body null where the request has none: the rule is made as it was suggested */
    @Post("/{id}/accept")
    JsonNode accept(HttpRequest<?> request, String id, @Body @Nullable JsonNode body) {
        PersonCaller caller = callers.person(request);
        Fields fields = Fields.of(body == null ? NOTHING : body);
        Acceptance edits = new Acceptance(
                fields.optionalLong("ttl_seconds"),
                fields.optionalText("scope"),
                fields.optionalText("cwd"),
                fields.optionalInt("max_risk"),
                fields.optionalText("note"));
        Accepted accepted = suggestions.accept(caller, PathId.of("suggestion", id), edits);
        return SuggestionAnswers.of(accepted.suggestion())
                .put("rule", RuleBody.of(accepted.rule(), Moments.RFC_3339))
                .node();
    }

    @Post("/{id}/dismiss")
    JsonNode dismiss(HttpRequest<?> request, String id) {
        PersonCaller caller = callers.person(request);
        return SuggestionAnswers.of(suggestions.dismiss(caller, PathId.of("suggestion", id)))
                .node();
    }
}
