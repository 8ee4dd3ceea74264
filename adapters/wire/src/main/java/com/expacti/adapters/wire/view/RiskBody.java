package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskFactor;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;

/** {@code risk_score}, {@code risk_level}, {@code risk_factors} and what else says why a command was held. */
public final class RiskBody {
    private RiskBody() {}

    public static JsonObject of(Risk risk) {
        return JsonObject.object()
                .put("risk_score", risk.score())
                .put("risk_level", risk.level().name())
                .put("risk_factors", factors(risk.factors()));
    }

    /** Without spans where the text is shown in other words: they would point elsewhere, and tell a secret's length. */
    static JsonObject of(CommandRecord stored, Sight sight) {
        String text = stored.submission().command();
        if (sight.of(text).equals(text)) {
            return of(stored);
        }
        Risk risk = stored.risk();
        List<RiskFactor> unplaced = risk.factors().stream()
                .map(factor -> new RiskFactor(factor.code(), factor.label(), factor.points(), Optional.empty()))
                .toList();
        return JsonObject.object()
                .put("risk_score", risk.score())
                .put("risk_level", risk.level().name())
                .put("risk_factors", factors(unplaced))
                .putTexts("anomaly_reasons", stored.anomalyReasons());
    }

    /** With {@code anomaly_reasons}. */
    public static JsonObject of(CommandRecord stored) {
        return of(stored.risk()).putTexts("anomaly_reasons", stored.anomalyReasons());
    }

    /** Each with {@code code}, {@code label}, {@code points} and, where it has one, {@code span} in UTF-16 units. */
    public static JsonNode factors(List<RiskFactor> factors) {
        return JsonNode.createArrayNode(factors.stream().map(RiskBody::factor).toList());
    }

    private static JsonNode factor(RiskFactor factor) {
        return JsonObject.object()
                .put("code", factor.code())
                .put("label", factor.label())
                .put("points", factor.points())
                .putNode(
                        "span",
                        factor.span()
                                .map(span -> JsonNode.createArrayNode(List.of(
                                        JsonNode.createNumberNode(span.from()), JsonNode.createNumberNode(span.to())))))
                .node();
    }
}
