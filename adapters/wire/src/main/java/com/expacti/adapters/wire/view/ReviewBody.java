package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.session.Session;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.decision.Verdict;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.org.OrgView;
import java.util.List;
import java.util.Optional;

/** A command as reviewers see it: while it waits, and once it is resolved. */
public final class ReviewBody {
    /** What the agent's own process submits through a socket or REST is gated by its own good will. */
    private static final String TIER = "T0";

    private ReviewBody() {}

    /** What the command needs, and what people have said so far. */
    public record Votes(Verdict.Review review, Progress progress) {}

    /** Who it is shown to: how much of it, and whether that person may decide it. */
    public record Reader(Sight sight, boolean mayDecide) {}

    /** The fields of {@code pending_command}, without its {@code type}. */
    public static JsonObject of(
            OrgView view, CommandRecord stored, Optional<Session> session, Votes votes, Reader reader) {
        Submission submission = stored.submission();
        Sight sight = reader.sight();
        return JsonObject.object()
                .put("id", submission.id().value())
                .put("session_id", submission.session().value())
                .put("command", sight.of(submission.command()))
                .put("cwd", submission.cwd())
                .put("timestamp", Moments.UNIX_SECONDS.of(submission.submittedAt()))
                .put("anomaly", !stored.anomalyReasons().isEmpty())
                .putAll(RiskBody.of(stored, sight))
                .put("agent", Parties.agent(view, submission.agent()))
                .put("on_behalf_of", submission.onBehalfOf())
                .put("source_ip", submission.source().map(SourceAddress::text))
                .putNode("target", Parties.target(view, submission.target()))
                .put("tier", TIER)
                .put("context", submission.context().map(sight::of))
                .put("goal", session.flatMap(Session::goal))
                .put("step", submission.step())
                .putTexts("steps", session.map(Session::steps).orElse(List.of()))
                .putNode("expires_at", Moments.UNIX_SECONDS.of(stored.deadline()))
                .putAll(EscalationBody.of(stored.escalation(), Moments.UNIX_SECONDS))
                .put("policy", PolicyBody.of(votes.review(), votes.progress()).put("may_decide", reader.mayDecide()));
    }

    /** {@code command_resolved}. */
    public static JsonObject resolved(CommandRecord stored, Sight sight) {
        Decision decision =
                stored.decision().orElseThrow(() -> new IllegalStateException("an undecided command is not resolved"));
        return JsonObject.message("command_resolved")
                .put("id", stored.submission().id().value())
                .put("session_id", stored.submission().session().value())
                .put("outcome", decision.outcome().literal())
                .put("allow", decision.outcome().allow())
                .put("via", decision.via().literal())
                .put("decided_by", decision.decidedBy())
                .put("comment", decision.comment().map(sight::of))
                .put("latency_ms", decision.latencyMs());
    }

    /** {@code vote_recorded}: the votes that count have changed, or what they have to meet. */
    public static JsonObject voted(CommandId command, Votes votes) {
        return JsonObject.message("vote_recorded")
                .put("id", command.value())
                .putTexts("approvals", votes.progress().approvals())
                .put("policy", PolicyBody.of(votes.review(), votes.progress()));
    }
}
