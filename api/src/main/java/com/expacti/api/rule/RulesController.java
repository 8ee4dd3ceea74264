package com.expacti.api.rule;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
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
import java.time.InstantSource;
import java.util.Optional;

/** {@code /whitelist}: the rules one by one. */
@Controller("/api/v1/whitelist")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RulesController {
    private final Callers callers;
    private final ManageRules rules;
    private final RuleAnswers answers;
    private final InstantSource clock;

    RulesController(Callers callers, ManageRules rules, RuleAnswers answers, InstantSource clock) {
        this.callers = callers;
        this.rules = rules;
        this.answers = answers;
        this.clock = clock;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        PersonCaller caller = callers.person(request);
        Page page = Page.of(limit, cursor);
        return page.body(
                rules.list(caller, page.after(), page.fetch()),
                stored -> answers.of(caller, stored),
                stored -> stored.rule().id());
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        RuleDraft draft = RuleFields.draft(Fields.of(body), clock.instant());
        return HttpResponse.created(answers.made(caller, rules.make(caller, draft), draft));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        StoredRule stored = rules.get(caller, PathId.of("rule", id));
        RuleDraft draft = RuleFields.merged(stored.rule(), Fields.of(body), clock.instant());
        return answers.of(caller, rules.edit(caller, stored.rule().id(), draft));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        rules.remove(callers.person(request), PathId.of("rule", id));
    }
}
