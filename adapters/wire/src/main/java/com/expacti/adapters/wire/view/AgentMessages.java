package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Submission;
import com.expacti.domain.policy.ApprovalPolicy;

/** {@code pending} and {@code decision} as the agent socket sends them. */
public final class AgentMessages {
    private AgentMessages() {}

    public static JsonObject pending(CommandRecord stored, ApprovalPolicy policy) {
        return head("pending", stored.submission())
                .putAll(RiskBody.of(stored))
                .put("anomaly", !stored.anomalyReasons().isEmpty())
                .put("required_approvals", policy.approvalsRequired())
                .putNode("expires_at", Moments.UNIX_SECONDS.of(stored.deadline()));
    }

    /** @throws IllegalStateException where nothing is decided */
    public static JsonObject decision(CommandRecord stored, ApprovalTokens tokens) {
        Decision decision =
                stored.decision().orElseThrow(() -> new IllegalStateException("an undecided command has no decision"));
        return head("decision", stored.submission())
                .put("allow", decision.outcome().allow())
                .put("outcome", decision.outcome().literal())
                .put("via", decision.via().literal())
                .put("comment", decision.comment())
                .putTexts("reviewers", decision.reviewers())
                .putTexts("rule_ids", decision.ruleIds())
                .putAll(RiskBody.of(stored))
                .put("latency_ms", decision.latencyMs())
                .put("suggested_command", decision.suggestedCommand())
                .putAll(ApprovalBody.of(stored, tokens, Moments.UNIX_SECONDS));
    }

    private static JsonObject head(String type, Submission submission) {
        return JsonObject.message(type)
                .put("ref", submission.ref())
                .put("id", submission.id().value())
                .put("session_id", submission.session().value());
    }
}
