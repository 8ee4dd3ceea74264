package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskFactor;
import io.micronaut.json.tree.JsonNode;
import java.util.List;

/** {@code risk_score}, {@code risk_level}, {@code risk_factors} and what else says why a command was held. */
public final class RiskBody {
    private RiskBody() {}

    public static JsonObject of(Risk risk) {
        return JsonObject.object()
                .put("risk_score", risk.score())
                .put("risk_level", risk.level().name())
                .put("risk_factors", factors(risk.factors()));
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
