package com.expacti.api.rule;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.RuleBody;
import com.expacti.application.failure.GateException;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Rules as answers show them, with why one had to disable itself. */
@Singleton
final class RuleAnswers {
    private static final System.Logger LOG = System.getLogger(RuleAnswers.class.getName());

    private final OrgViewCache views;
    private final BacktestRule backtest;

    RuleAnswers(OrgViewCache views, BacktestRule backtest) {
        this.views = views;
        this.backtest = backtest;
    }

    /** With what the rule would have done in the last 30 days; without it where that can't be told just now. */
    JsonNode made(PersonCaller caller, StoredRule stored, RuleDraft draft) {
        JsonObject body = body(caller, stored);
        try {
            var tried = backtest.backtest(caller, draft, BacktestRule.BRIEF);
            body.put("backtest", BacktestAnswers.of(views.current(caller.org()), tried));
        } catch (GateException e) {
            LOG.log(System.Logger.Level.DEBUG, "no backtest: {0}", e.code());
        }
        return body.node();
    }

    JsonNode of(PersonCaller caller, StoredRule stored) {
        return body(caller, stored).node();
    }

    private JsonObject body(PersonCaller caller, StoredRule stored) {
        JsonObject body = RuleBody.of(stored, Moments.RFC_3339);
        Optional.ofNullable(views.current(caller.org())
                        .rules()
                        .disabled()
                        .get(stored.rule().id()))
                .ifPresent(bad -> body.put("disabled_reason", bad.message()));
        return body;
    }

    JsonNode all(PersonCaller caller, List<StoredRule> stored) {
        return JsonNode.createArrayNode(
                stored.stream().map(one -> of(caller, one)).toList());
    }
}
