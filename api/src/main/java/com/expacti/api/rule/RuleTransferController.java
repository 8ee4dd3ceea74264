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
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
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

    /** JSON, or comma-separated values where {@code format} or the {@code Accept} header asks for them. */
    @Get("/export")
    @Produces({MediaType.APPLICATION_JSON, RuleCsv.TYPE})
    HttpResponse<?> export(HttpRequest<?> request, @QueryValue Optional<String> format) {
        PersonCaller caller = callers.person(request);
        if (wantsCsv(request, format)) {
            return HttpResponse.ok(RuleCsv.write(all(caller)))
                    .contentType(MediaType.of(RuleCsv.TYPE + ";charset=utf-8"))
                    .header("Content-Disposition", "attachment; filename=\"expacti-rules.csv\"");
        }
        return HttpResponse.ok(JsonObject.object()
                        .put("exported_at", Moments.RFC_3339.of(clock.instant()))
                        .put("rules", answers.all(caller, all(caller)))
                        .node())
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static boolean wantsCsv(HttpRequest<?> request, Optional<String> format) {
        return switch (format.orElse("")) {
            case "csv" -> true;
            case "json" -> false;
            case "" ->
                request.accept().stream()
                        .findFirst()
                        .filter(type -> type.getName().equals(RuleCsv.TYPE))
                        .isPresent();
            default -> throw GateException.badMessage("format", "format is json or csv");
        };
    }

    /** The same from comma-separated values; refusals name the line. */
    @Post(value = "/import", consumes = RuleCsv.TYPE)
    HttpResponse<JsonNode> importCsv(HttpRequest<?> request, @Body byte[] body) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.RULES_WRITE);
        List<RuleCsv.Row> rows = RuleCsv.read(body);
        JsonNode rules = JsonObject.object()
                .put(
                        "rules",
                        JsonNode.createArrayNode(
                                rows.stream().map(RuleCsv.Row::rule).toList()))
                .node();
        try {
            return imported(caller, Fields.of(rules).objects("rules"));
        } catch (GateException e) {
            throw RuleCsv.located(e, rows);
        }
    }

    /** Makes every rule of the body that is not there yet and has not expired, or, where one cannot be made, none. */
    @Post("/import")
    HttpResponse<JsonNode> importRules(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.RULES_WRITE);
        return imported(caller, Fields.of(body).objects("rules"));
    }

    private HttpResponse<JsonNode> imported(PersonCaller caller, List<Fields> given) {
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
