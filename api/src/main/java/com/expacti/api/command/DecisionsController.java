package com.expacti.api.command;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.ApprovalBody;
import com.expacti.adapters.wire.view.CommandBody;
import com.expacti.api.access.Callers;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.RedeemApproval;
import com.expacti.application.command.ReportResult;
import com.expacti.application.command.Vote;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.rule.PatternType;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code /commands/{id}/…}: what people and agents do with one command. */
@Controller("/api/v1/commands/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionsController {
    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final Callers callers;
    private final CastVote vote;
    private final CancelCommand cancel;
    private final RedeemApproval redeem;
    private final ReportResult report;
    private final Shown shown;

    DecisionsController(
            Callers callers,
            CastVote vote,
            CancelCommand cancel,
            RedeemApproval redeem,
            ReportResult report,
            Shown shown) {
        this.callers = callers;
        this.vote = vote;
        this.cancel = cancel;
        this.redeem = redeem;
        this.report = report;
        this.shown = shown;
    }

    @Post("/approve")
    JsonNode approve(HttpRequest<?> request, String id, @Body @Nullable JsonNode body) {
        return decide(request, id, body, true);
    }

    @Post("/deny")
    JsonNode deny(HttpRequest<?> request, String id, @Body @Nullable JsonNode body) {
        return decide(request, id, body, false);
    }

    private JsonNode decide(HttpRequest<?> request, String id, @Nullable JsonNode body, boolean allow) {
        PersonCaller caller = callers.person(request);
        Fields fields = Fields.of(body == null ? NOTHING : body);
        Vote cast = new Vote(
                allow,
                fields.optionalText("comment"),
                fields.optionalText("suggested_command"),
                fields.object("whitelist").map(DecisionsController::remember));
        return shown.toPerson(caller, vote.vote(caller, command(id), cast));
    }

    private static Remember remember(Fields fields) {
        PatternType type = switch (fields.optionalText("pattern_type").orElse("exact")) {
            case "exact" -> PatternType.EXACT;
            case "glob" -> PatternType.GLOB;
            case "regex" -> PatternType.REGEX;
            default -> throw GateException.invalid("whitelist.pattern_type", "pattern_type is exact, glob or regex");
        };
        return new Remember(
                type,
                fields.text("pattern"),
                fields.optionalText("scope").orElse(""),
                fields.optionalLong("ttl_seconds"));
    }

    @Post("/cancel")
    JsonNode cancel(HttpRequest<?> request, String id) {
        AgentCaller caller = callers.agent(request);
        CommandRecord stored = cancel.cancel(caller, command(id));
        if (stored.decision()
                .filter(d -> d.outcome() != com.expacti.domain.command.Outcome.CANCELLED)
                .isPresent()) {
            throw new GateException(ErrorCode.ALREADY_DECIDED, "the command is decided; there is nothing to cancel");
        }
        return shown.toAgent(caller, stored);
    }

    @Post("/redeem")
    JsonNode redeem(HttpRequest<?> request, String id, @Body JsonNode body) {
        AgentCaller caller = callers.agent(request);
        Fields fields = Fields.of(body);
        redeem.redeem(caller, command(id), fields.text("approval_token"), fields.optionalText("command_sha256"));
        return JsonObject.object().put("id", id).node();
    }

    @Post("/result")
    @Status(HttpStatus.NO_CONTENT)
    void result(HttpRequest<?> request, String id, @Body JsonNode body) {
        AgentCaller caller = callers.agent(request);
        Fields fields = Fields.of(body);
        report.report(
                caller,
                command(id),
                fields.optionalInt("exit_code"),
                fields.optionalLong("duration_ms"),
                fields.optionalLong("output_bytes"));
    }

    private static CommandId command(String id) {
        return CommandsController.plausible(id)
                .map(CommandId::new)
                .orElseThrow(() -> GateException.notFound("command"));
    }

    /** A command as its answer shows it. */
    @jakarta.inject.Singleton
    static final class Shown {
        private final OrgViewCache views;
        private final PendingQueue queue;
        private final ApprovalTokens tokens;

        Shown(OrgViewCache views, PendingQueue queue, ApprovalTokens tokens) {
            this.views = views;
            this.queue = queue;
            this.tokens = tokens;
        }

        JsonNode toPerson(PersonCaller caller, CommandRecord stored) {
            OrgView view = views.current(caller.org());
            JsonObject body = CommandBody.of(view, stored);
            if (stored.decision().isEmpty()) {
                body.putTexts("approvals", approvals(view, stored));
            }
            return body.node();
        }

        JsonNode toAgent(AgentCaller caller, CommandRecord stored) {
            return CommandBody.forAgent(views.current(caller.org()), stored)
                    .putAll(ApprovalBody.of(stored, tokens, Moments.RFC_3339))
                    .node();
        }

        private List<String> approvals(OrgView view, CommandRecord stored) {
            return queue.get(stored.submission().org(), stored.submission().id()).stream()
                    .flatMap(item -> item.ballots().stream())
                    .filter(Ballot::allow)
                    .map(b -> Optional.ofNullable(view.people().get(b.voter()))
                            .map(Person::displayName)
                            .orElse(null))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }
}
