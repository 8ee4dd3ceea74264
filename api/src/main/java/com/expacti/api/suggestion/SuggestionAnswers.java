package com.expacti.api.suggestion;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.suggestion.Proposal;
import java.util.Locale;
import java.util.Optional;

/** A suggestion as answers show it. No text with a recognised secret is ever suggested. */
final class SuggestionAnswers {
    private static final Moments REST = Moments.RFC_3339;

    private SuggestionAnswers() {}

    static JsonObject of(Suggestion suggestion) {
        Proposal proposal = suggestion.proposal();
        return JsonObject.object()
                .put("id", suggestion.id())
                .put("status", suggestion.status().literal())
                .put("summary", summary(proposal))
                .put("pattern_type", proposal.patternType().name().toLowerCase(Locale.ROOT))
                .put("pattern", proposal.pattern())
                .put("scope", proposal.scope().format())
                .put("cwd", proposal.cwd())
                .putTexts("examples", proposal.examples())
                .put("max_risk", proposal.maxRisk())
                .put("risk_score", proposal.riskScore())
                .put("risk_level", RiskLevel.of(proposal.riskScore()).name())
                .put("runs_mutable_code", proposal.runsMutableCode())
                .put("approvals", proposal.approvals())
                .put("commands", proposal.commands())
                .putTexts("reviewers", proposal.reviewers())
                .put("approved_since", REST.of(proposal.since()))
                .put("approved_last", REST.of(proposal.last()))
                .put("backtest", trial(suggestion.trial()))
                .put("found_at", REST.of(suggestion.foundAt()))
                .put("answered_by", suggestion.answer().map(Suggestion.Answer::by))
                .putNode("answered_at", REST.of(suggestion.answer().map(Suggestion.Answer::at)))
                .put("rule_id", suggestion.answer().flatMap(Suggestion.Answer::ruleId));
    }

    private static JsonObject trial(Suggestion.Trial trial) {
        return JsonObject.object()
                .put("considered", trial.considered())
                .put("matched", trial.matched())
                .put("of_these_denied", trial.denied());
    }

    private static String summary(Proposal proposal) {
        String who = proposal.reviewers().isEmpty() ? "People" : String.join(", ", proposal.reviewers());
        String place = Optional.of(proposal.scope().format())
                .filter(scope -> !scope.equals("global"))
                .map(scope -> " on " + scope)
                .orElse("");
        return "%s approved `%s`%s %d times and nobody denied any: allow it from now on?"
                .formatted(who, proposal.pattern(), place, proposal.approvals());
    }
}
