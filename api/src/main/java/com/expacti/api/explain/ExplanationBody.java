package com.expacti.api.explain;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.view.RiskBody;
import com.expacti.domain.explain.Explanation;
import com.expacti.domain.rule.Coverage;
import com.expacti.domain.rule.Rule;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Locale;

/** Which rules had a say and which nearly had. Rules' texts are for those who may read rules. */
final class ExplanationBody {
    private ExplanationBody() {}

    static JsonObject of(Explanation explanation, boolean rulesVisible) {
        JsonObject body = JsonObject.object()
                .put(
                        "parts",
                        JsonNode.createArrayNode(explanation.parts().stream()
                                .map(part -> part(part, rulesVisible))
                                .toList()));
        if (rulesVisible) {
            body.put(
                            "matched_rules",
                            JsonNode.createArrayNode(explanation.matched().stream()
                                    .map(ExplanationBody::matched)
                                    .toList()))
                    .put(
                            "near_misses",
                            JsonNode.createArrayNode(explanation.nearMisses().stream()
                                    .map(ExplanationBody::near)
                                    .toList()))
                    .putTexts("what_would_change", explanation.whatWouldChange());
        }
        return body;
    }

    private static JsonNode part(Coverage.Part part, boolean rulesVisible) {
        JsonObject body = JsonObject.object().put("text", part.text()).put("span", ParseBody.span(part.span()));
        body.putAll(RiskBody.of(part.risk()));
        if (rulesVisible) {
            body.putTexts("covered_by", part.coveredBy()).put("refusal", part.refusal());
        }
        return body.node();
    }

    private static JsonNode matched(Explanation.MatchedRule matched) {
        return rule(JsonObject.object().put("rule_id", matched.rule().id()), matched.rule())
                .put("parts", numbers(matched.parts()))
                .node();
    }

    private static JsonNode near(Explanation.Near near) {
        JsonObject body = JsonObject.object().put("rule_id", near.ruleId());
        near.rule().ifPresent(rule -> rule(body, rule));
        near.miss().ifPresent(miss -> {
            body.put("part", miss.part())
                    .put("kind", miss.distance().name().toLowerCase(Locale.ROOT))
                    .putNode("span", miss.at().map(ParseBody::span));
        });
        return body.put("reason", near.reason()).node();
    }

    private static JsonObject rule(JsonObject body, Rule rule) {
        return body.put("effect", rule.effect().name().toLowerCase(Locale.ROOT))
                .put("pattern_type", rule.patternType().name().toLowerCase(Locale.ROOT))
                .put("pattern", rule.pattern())
                .put("scope", rule.scope().format());
    }

    private static JsonNode numbers(List<Integer> numbers) {
        return JsonNode.createArrayNode(
                numbers.stream().map(JsonNode::createNumberNode).toList());
    }
}
