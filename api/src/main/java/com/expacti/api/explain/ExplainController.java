package com.expacti.api.explain;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.RiskBody;
import com.expacti.api.access.Callers;
import com.expacti.application.explain.ExplainCommand;
import com.expacti.application.failure.GateException;
import com.expacti.domain.decision.Verdict;
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
                .put(
                        "parse",
                        ParseBody.of(explanation.parse(), explanation.details().tree()))
                .putAll(RiskBody.of(explanation.assessment().risk()))
                .put("runs_mutable_code", explanation.assessment().risk().runsMutableCode())
                .put("verdict", verdict.literal())
                .putTexts("rule_ids", ruleIds(verdict))
                .put("policy", PolicyExplained.of(explanation.policy(), explanation.rulesVisible()));
        out.putAll(ExplanationBody.of(explanation.details(), explanation.rulesVisible()));
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
}
