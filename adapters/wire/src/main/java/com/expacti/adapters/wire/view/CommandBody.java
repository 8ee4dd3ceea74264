package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.org.OrgView;
import java.util.function.Function;

/** The body every REST answer has that is about one command. */
public final class CommandBody {
    private static final Moments REST = Moments.RFC_3339;

    private CommandBody() {}

    /** For people: {@code decided_by} is the actor as the audit log has it. */
    public static JsonObject of(OrgView view, CommandRecord stored, Sight sight) {
        return body(view, stored, sight, decision -> decision.decidedBy())
                .put("source_ip", stored.submission().source().map(SourceAddress::text));
    }

    /** For the agent that submitted it: {@code decided_by} is display names, no addresses. */
    public static JsonObject forAgent(OrgView view, CommandRecord stored) {
        return body(
                view,
                stored,
                Sight.EXACT,
                decision -> decision.reviewers().isEmpty()
                        ? decision.decidedBy()
                        : String.join(", ", decision.reviewers()));
    }

    private static JsonObject body(
            OrgView view, CommandRecord stored, Sight sight, Function<Decision, String> decidedBy) {
        Submission submission = stored.submission();
        JsonObject body = JsonObject.object()
                .put("id", submission.id().value())
                .put("session_id", submission.session().value())
                .put("ref", submission.ref())
                .put("command", sight.of(submission.command()))
                .put("cwd", submission.cwd())
                .putNode("target", Parties.target(view, submission.target()))
                .put("agent", Parties.agent(view, submission.agent()))
                .put("on_behalf_of", submission.onBehalfOf())
                .put("context", submission.context().map(sight::of))
                .put("step", submission.step())
                .put("status", stored.status());
        stored.decision().ifPresent(decision -> decided(body, decision, sight, decidedBy.apply(decision)));
        return body.putAll(RiskBody.of(stored, sight))
                .put("submitted_at", REST.of(submission.submittedAt()))
                .putNode("decided_at", REST.of(stored.decision().map(Decision::decidedAt)))
                .putNode("expires_at", REST.of(stored.deadline()))
                .putAll(EscalationBody.of(stored.escalation(), REST))
                .put("exit_code", stored.exitCode())
                .put("duration_ms", stored.durationMs())
                .put("output_bytes", stored.outputBytes());
    }

    private static void decided(JsonObject body, Decision decision, Sight sight, String decidedBy) {
        body.put("outcome", decision.outcome().literal())
                .put("allow", decision.outcome().allow())
                .put("via", decision.via().literal())
                .put("comment", decision.comment().map(sight::of))
                .put("decided_by", decidedBy)
                .putTexts("reviewers", decision.reviewers())
                .putTexts("rule_ids", decision.ruleIds())
                .put("suggested_command", decision.suggestedCommand().map(sight::of))
                .put("latency_ms", decision.latencyMs());
    }
}
