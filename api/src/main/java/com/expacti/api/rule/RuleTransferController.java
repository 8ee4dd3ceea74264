package com.expacti.api.rule;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /whitelist/export} and {@code /import}: all rules at once; what comes out goes back in. */
@Controller("/api/v1/whitelist")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RuleTransferController {
    private static final int PAGE = 200;
    private static final int IMPORT_MAX = 1_000;

    private final Callers callers;
    private final ManageRules rules;
    private final RuleAnswers answers;
    private final InstantSource clock;

    RuleTransferController(Callers callers, ManageRules rules, RuleAnswers answers, InstantSource clock) {
        this.callers = callers;
        this.rules = rules;
        this.answers = answers;
        this.clock = clock;
    }

    @Get("/export")
    JsonNode export(HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        return JsonObject.object()
                .put("exported_at", Moments.RFC_3339.of(clock.instant()))
                .put("rules", answers.all(caller, all(caller)))
                .node();
    }

    /** Makes every rule of the body that is not there yet and has not expired, or, where one cannot be made, none. */
    @Post("/import")
    HttpResponse<JsonNode> importRules(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.RULES_WRITE);
        List<Fields> given = Fields.of(body).objects("rules");
        if (given.isEmpty() || given.size() > IMPORT_MAX) {
            throw GateException.invalid("rules", "rules are 1 to 1000 at a time");
        }
        List<Integer> indexes = new ArrayList<>();
        List<RuleDraft> fresh = fresh(caller, given, indexes);
        List<StoredRule> made = fresh.isEmpty() ? List.of() : Located.among(indexes, () -> rules.make(caller, fresh));
        return HttpResponse.created(JsonObject.object()
                .put("imported", made.size())
                .put("skipped", given.size() - fresh.size())
                .put("items", answers.all(caller, made))
                .node());
    }

    /** @param indexes where each of them stood in the body is added here */
    private List<RuleDraft> fresh(PersonCaller caller, List<Fields> given, List<Integer> indexes) {
        Instant now = clock.instant();
        Set<RuleFields.Meaning> known = all(caller).stream()
                .map(stored -> RuleFields.Meaning.of(stored.rule()))
                .collect(Collectors.toCollection(HashSet::new));
        List<RuleDraft> out = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Fields fields = given.get(i);
            if (Located.at(i, () -> RuleFields.isOver(fields, now))) {
                continue;
            }
            RuleDraft draft = Located.at(i, () -> RuleFields.draft(fields, now));
            if (known.add(RuleFields.Meaning.of(draft))) {
                out.add(draft);
                indexes.add(i);
            }
        }
        return out;
    }

    private List<StoredRule> all(PersonCaller caller) {
        List<StoredRule> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        List<StoredRule> page;
        do {
            page = rules.list(caller, after, PAGE);
            all.addAll(page);
            after = page.isEmpty() ? after : Optional.of(page.getLast().rule().id());
        } while (page.size() == PAGE);
        return all;
    }
}
