package com.expacti.api.rule;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.Parties;
import com.expacti.application.history.Backtest;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.history.PastCommand;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.risk.SecretMask;
import io.micronaut.json.tree.JsonNode;
import java.util.Locale;

/** A backtest as answers show it; secrets in the examples are masked. */
final class BacktestAnswers {
    private BacktestAnswers() {}

    static JsonObject of(OrgView view, Backtest backtest) {
        JsonObject body = JsonObject.object()
                .put("days", BacktestRule.WINDOW.toDays())
                .put("since", Moments.RFC_3339.of(backtest.since()))
                .put("considered", backtest.considered())
                .put("matched", backtest.matched());
        for (Outcome outcome : Outcome.values()) {
            body.put("of_these_" + outcome.literal(), backtest.of(outcome));
        }
        body.put("complete", backtest.cut().isEmpty());
        backtest.cut().ifPresent(cut -> body.put("cut_by", cut.name().toLowerCase(Locale.ROOT)));
        return body.put(
                "examples",
                JsonNode.createArrayNode(backtest.examples().stream()
                        .map(each -> example(view, each))
                        .toList()));
    }

    private static JsonNode example(OrgView view, PastCommand each) {
        return JsonObject.object()
                .put("id", each.newest().value())
                .put("command", SecretMask.mask(each.command()))
                .put("cwd", each.cwd())
                .putNode("target", Parties.target(view, each.target()))
                .put("outcome", each.newestOutcome().literal())
                .put("times", each.total())
                .put("decided_at", Moments.RFC_3339.of(each.last()))
                .node();
    }
}
