package com.expacti.api.explain;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.RiskBody;
import com.expacti.api.access.Callers;
import com.expacti.application.explain.ExplainCommand;
import com.expacti.application.failure.GateException;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.rule.NearMiss;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Unparsed;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** {@code /explain}. */
@Controller("/api/v1/explain")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExplainController {
    private static final int CWD_LENGTH_MAX = 4096;
    private static final int TARGET_LENGTH_MAX = 128;

    private final Callers callers;
    private final ExplainCommand explain;

    ExplainController(Callers callers, ExplainCommand explain) {
        this.callers = callers;
        this.explain = explain;
    }

    @Post
    JsonNode explain(HttpRequest<?> request, @Body JsonNode body) {
        Fields fields = Fields.of(body);
        ExplainCommand.Explanation explanation = explain.explain(
                callers.any(request),
                fields.text("command"),
                bounded(fields, "cwd", CWD_LENGTH_MAX),
                bounded(fields, "target", TARGET_LENGTH_MAX));
        Verdict verdict = explanation.assessment().verdict();
        JsonObject out = JsonObject.object()
                .put("parse", parse(explanation.parse()))
                .putAll(RiskBody.of(explanation.assessment().risk()))
                .put("runs_mutable_code", explanation.assessment().risk().runsMutableCode())
                .put("verdict", verdict.literal())
                .putTexts("rule_ids", ruleIds(verdict))
                .put("policy", PolicyExplained.of(explanation.policy(), explanation.rulesVisible()));
        if (explanation.rulesVisible()) {
            out.put(
                    "near_misses",
                    JsonNode.createArrayNode(explanation.assessment().match().nearMisses().stream()
                            .map(ExplainController::nearMiss)
                            .toList()));
        }
        return out.node();
    }

    private static Optional<String> bounded(Fields fields, String name, int lengthMax) {
        Optional<String> text = fields.optionalText(name);
        if (text.filter(t -> t.length() > lengthMax).isPresent()) {
            throw GateException.badMessage(name, "%s is over %d characters".formatted(name, lengthMax));
        }
        return text;
    }

    private static List<String> ruleIds(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow allow -> allow.ruleIds();
            case Verdict.Refuse refuse -> refuse.ruleIds();
            case Verdict.Review review -> List.of();
        };
    }

    private static JsonNode nearMiss(NearMiss miss) {
        return JsonObject.object()
                .put("rule_id", miss.ruleId())
                .put("reason", miss.reason())
                .node();
    }

    private static JsonNode parse(Parse parse) {
        return switch (parse) {
            case Parsed parsed ->
                JsonObject.object()
                        .put("parsed", true)
                        .put(
                                "commands",
                                JsonNode.createArrayNode(parsed.simpleCommands().stream()
                                        .map(command -> command(parsed.text(), command))
                                        .toList()))
                        .node();
            case Unparsed unparsed ->
                JsonObject.object()
                        .put("parsed", false)
                        .put("reason", unparsed.reason())
                        .put("at", unparsed.at())
                        .put("commands", JsonNode.createArrayNode(List.of()))
                        .node();
        };
    }

    /** Each word as it is known after quote removal, or as it is written where only the shell will know. */
    private static JsonNode command(String text, SimpleCommand command) {
        return JsonObject.object()
                .put(
                        "text",
                        text.substring(command.span().from(), command.span().to()))
                .put(
                        "span",
                        JsonNode.createArrayNode(List.of(
                                JsonNode.createNumberNode(command.span().from()),
                                JsonNode.createNumberNode(command.span().to()))))
                .put(
                        "words",
                        JsonNode.createArrayNode(command.words().stream()
                                .map(word -> JsonObject.object()
                                        .put("raw", word.raw())
                                        .put("value", word.value())
                                        .node())
                                .toList()))
                .node();
    }
}
