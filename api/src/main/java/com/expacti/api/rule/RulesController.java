package com.expacti.api.rule;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.RuleBody;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleTester;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /whitelist}. */
@Controller("/api/v1/whitelist")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RulesController {
    private static final int EXPORT_PAGE = 200;
    private static final int TESTED_MAX = 100;

    private final Callers callers;
    private final ManageRules rules;
    private final OrgViewCache views;
    private final InstantSource clock;

    RulesController(Callers callers, ManageRules rules, OrgViewCache views, InstantSource clock) {
        this.callers = callers;
        this.rules = rules;
        this.views = views;
        this.clock = clock;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        PersonCaller caller = callers.person(request);
        Page page = Page.of(limit, cursor);
        return page.body(
                rules.list(caller, page.after(), page.limit()),
                stored -> body(caller, stored),
                stored -> stored.rule().id());
    }

    @Post
    HttpResponse<JsonNode> make(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        return HttpResponse.created(
                body(caller, rules.make(caller, RuleFields.draft(Fields.of(body), clock.instant()))));
    }

    @Patch("/{id}")
    JsonNode edit(HttpRequest<?> request, String id, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        StoredRule stored = rules.get(caller, id);
        RuleDraft draft = RuleFields.merged(stored.rule(), Fields.of(body), clock.instant());
        return body(caller, rules.edit(caller, id, draft));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(HttpRequest<?> request, String id) {
        rules.remove(callers.person(request), id);
    }

    @Post("/test")
    JsonNode test(HttpRequest<?> request, @Body JsonNode body) {
        Authenticator.require(callers.person(request), Permission.ORG_READ);
        Fields fields = Fields.of(body);
        List<Fields> tested = fields.objects("rules");
        if (tested.size() > TESTED_MAX) {
            throw GateException.invalid("rules", "rules are at most 100 in a test");
        }
        List<Rule> made = new ArrayList<>();
        for (Fields one : tested) {
            made.add(rules.draft(RuleFields.tested(one, clock.instant()), "test-" + made.size()));
        }
        try {
            RuleTester.Outcome outcome = RuleTester.test(made, fields.text("command"), fields.optionalText("cwd"));
            return JsonObject.object()
                    .put("matched", outcome.matched())
                    .put(
                            "rule_indexes",
                            JsonNode.createArrayNode(outcome.ruleIndexes().stream()
                                    .map(JsonNode::createNumberNode)
                                    .toList()))
                    .put("reason", outcome.reason())
                    .node();
        } catch (InvalidRule e) {
            throw GateException.invalid(e.field(), e.message());
        }
    }

    @Get("/export")
    JsonNode export(HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        List<JsonNode> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        List<StoredRule> page;
        do {
            page = rules.list(caller, after, EXPORT_PAGE);
            page.forEach(stored -> all.add(body(caller, stored)));
            after = page.isEmpty() ? after : Optional.of(page.getLast().rule().id());
        } while (page.size() == EXPORT_PAGE);
        return JsonObject.object()
                .put("exported_at", Moments.RFC_3339.of(clock.instant()))
                .put("rules", JsonNode.createArrayNode(all))
                .node();
    }

    /** Makes every rule of the body that is not there yet, or, where one cannot be made, none. */
    @Post("/import")
    HttpResponse<JsonNode> importRules(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.RULES_WRITE);
        List<RuleDraft> wanted = Fields.of(body).objects("rules").stream()
                .map(fields -> RuleFields.draft(fields, clock.instant()))
                .toList();
        if (wanted.isEmpty()) {
            throw GateException.invalid("rules", "rules are 1 to 1000 at a time");
        }
        List<RuleDraft> fresh =
                wanted.stream().filter(draft -> !isThere(caller, draft)).toList();
        List<StoredRule> made = fresh.isEmpty() ? List.of() : rules.make(caller, fresh);
        return HttpResponse.created(JsonObject.object()
                .put("imported", made.size())
                .put("skipped", wanted.size() - fresh.size())
                .put(
                        "items",
                        JsonNode.createArrayNode(made.stream()
                                .map(stored -> body(caller, stored))
                                .toList()))
                .node());
    }

    private boolean isThere(PersonCaller caller, RuleDraft draft) {
        Optional<String> after = Optional.empty();
        List<StoredRule> page;
        do {
            page = rules.list(caller, after, EXPORT_PAGE);
            if (page.stream().anyMatch(stored -> RuleFields.same(stored.rule(), draft))) {
                return true;
            }
            after = page.isEmpty() ? after : Optional.of(page.getLast().rule().id());
        } while (page.size() == EXPORT_PAGE);
        return false;
    }

    private JsonNode body(PersonCaller caller, StoredRule stored) {
        JsonObject body = RuleBody.of(stored, Moments.RFC_3339);
        Optional.ofNullable(views.current(caller.org())
                        .rules()
                        .disabled()
                        .get(stored.rule().id()))
                .ifPresent(bad -> body.put("disabled_reason", bad.message()));
        return body.node();
    }
}
