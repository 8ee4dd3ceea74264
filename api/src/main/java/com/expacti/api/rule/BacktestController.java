package com.expacti.api.rule;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.api.access.Callers;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;

/** {@code /whitelist/backtest}: a rule tried on the last 30 days' commands. Stores nothing. */
@Controller("/api/v1/whitelist/backtest")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BacktestController {
    private final Callers callers;
    private final BacktestRule backtest;
    private final OrgViewCache views;
    private final InstantSource clock;

    BacktestController(Callers callers, BacktestRule backtest, OrgViewCache views, InstantSource clock) {
        this.callers = callers;
        this.backtest = backtest;
        this.views = views;
        this.clock = clock;
    }

    @Post
    JsonNode backtest(HttpRequest<?> request, @Body JsonNode body) {
        PersonCaller caller = callers.person(request);
        var found =
                backtest.backtest(caller, RuleFields.backtested(Fields.of(body), clock.instant()), BacktestRule.FULL);
        return BacktestAnswers.of(views.current(caller.org()), found).node();
    }
}
