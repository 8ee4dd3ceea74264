package com.expacti.api.command;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.ApprovalBody;
import com.expacti.adapters.wire.view.CommandBody;
import com.expacti.api.access.Callers;
import com.expacti.api.page.Page;
import com.expacti.application.access.Authenticator;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.command.SubmitCommand;
import com.expacti.application.command.SubmitRequest;
import com.expacti.application.command.Submitted;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.Session;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;

/** {@code /commands}: submitting, waiting and reading. */
@Controller("/api/v1/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandsController {
    private static final int WAIT_SECONDS_MAX = 60;

    private final Callers callers;
    private final SubmitCommand submit;
    private final ManageSessions sessions;
    private final Ledger ledger;
    private final OrgViewCache views;
    private final ApprovalTokens tokens;
    private final DecisionWaiter waiter;

    CommandsController(
            Callers callers,
            SubmitCommand submit,
            ManageSessions sessions,
            Ledger ledger,
            OrgViewCache views,
            ApprovalTokens tokens,
            DecisionWaiter waiter) {
        this.callers = callers;
        this.submit = submit;
        this.sessions = sessions;
        this.ledger = ledger;
        this.views = views;
        this.tokens = tokens;
        this.waiter = waiter;
    }

    @Get
    JsonNode list(
            HttpRequest<?> request,
            @QueryValue Optional<String> status,
            @QueryValue("session_id") Optional<String> session,
            @QueryValue Optional<String> q,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        Caller caller = callers.any(request);
        Page page = Page.of(limit, cursor);
        if (status.filter(s -> !s.equals("pending") && Outcome.of(s).isEmpty()).isPresent()) {
            throw GateException.badMessage("status", "status is pending or an outcome");
        }
        CommandFilter filter = new CommandFilter(
                status,
                session.flatMap(CommandsController::plausible).map(SessionId::new),
                q.filter(t -> !t.isEmpty()),
                readableBy(caller),
                page.after(),
                page.limit());
        if (session.isPresent() && filter.session().isEmpty()) {
            throw GateException.notFound("session");
        }
        return page.body(
                ledger.commands(caller.org(), filter),
                stored -> body(caller, stored),
                stored -> stored.submission().id().value());
    }

    @Post
    HttpResponse<JsonNode> submit(
            HttpRequest<?> request, @Body JsonNode body, @QueryValue("wait_seconds") Optional<String> waitSeconds) {
        AgentCaller caller = callers.agent(request);
        Duration patience = patience(waitSeconds);
        Submitted submitted = submit(caller, Fields.of(body));
        CommandRecord stored = submitted.stored();
        if (stored.decision().isEmpty() && patience.isPositive()) {
            stored = waiter.await(caller.org(), stored.submission().id(), patience)
                    .orElse(stored);
        }
        return HttpResponse.<JsonNode>status(stored.decision().isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(body(caller, stored));
    }

    private Submitted submit(AgentCaller caller, Fields fields) {
        if (fields.has("encrypted")) {
            throw GateException.badMessage("encrypted", "encrypted commands are not built yet; send `command`");
        }
        Optional<Session> session = fields.optionalText("session_id")
                .map(id -> sessions.own(
                        caller,
                        plausible(id).map(SessionId::new).orElseThrow(() -> GateException.notFound("session"))));
        SubmitRequest request = new SubmitRequest(
                session.map(Session::id).orElseGet(() -> sessions.standing(caller)),
                fields.text("ref"),
                fields.text("command"),
                fields.optionalText("cwd"),
                fields.optionalText("target")
                        .or(() -> session.flatMap(Session::target).map(TargetId::value)),
                fields.optionalText("context"),
                fields.optionalInt("step"),
                fields.optionalInt("timeout_seconds"),
                fields.optionalFlag("spend").orElse(false),
                Optional.empty());
        return submit.submit(caller, request, session.flatMap(Session::onBehalfOf));
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id, @QueryValue("wait_seconds") Optional<String> waitSeconds) {
        Caller caller = callers.any(request);
        Duration patience = patience(waitSeconds);
        CommandRecord stored = readable(caller, id);
        if (stored.decision().isEmpty() && patience.isPositive()) {
            stored = waiter.await(caller.org(), stored.submission().id(), patience)
                    .orElse(stored);
        }
        return body(caller, stored);
    }

    private CommandRecord readable(Caller caller, String id) {
        Optional<AgentId> only = readableBy(caller);
        return plausible(id)
                .flatMap(known -> ledger.command(caller.org(), new CommandId(known)))
                .filter(stored ->
                        only.isEmpty() || only.get().equals(stored.submission().agent()))
                .orElseThrow(() -> GateException.notFound("command"));
    }

    /** An agent reads its own commands; a person all of the org's, with the permission to. */
    private static Optional<AgentId> readableBy(Caller caller) {
        return switch (caller) {
            case AgentCaller agent -> Optional.of(agent.agent());
            case PersonCaller person -> {
                Authenticator.require(person, Permission.COMMANDS_READ);
                yield Optional.empty();
            }
        };
    }

    /** Only the credential that submitted a command is shown what it takes to run it. */
    private JsonNode body(Caller caller, CommandRecord stored) {
        boolean submitter = stored.submission().credential().equals(caller.credential());
        JsonObject body = caller instanceof AgentCaller
                ? CommandBody.forAgent(views.current(caller.org()), stored)
                : CommandBody.of(views.current(caller.org()), stored);
        return submitter
                ? body.putAll(ApprovalBody.of(stored, tokens, Moments.RFC_3339)).node()
                : body.node();
    }

    private static Duration patience(Optional<String> waitSeconds) {
        int seconds = Page.whole("wait_seconds", waitSeconds).orElse(0);
        if (seconds < 0 || seconds > WAIT_SECONDS_MAX) {
            throw GateException.badMessage("wait_seconds", "wait_seconds is 0 to 60");
        }
        return Duration.ofSeconds(seconds);
    }

    static Optional<String> plausible(String id) {
        return id.matches("[A-Za-z0-9_-]{1,64}") ? Optional.of(id) : Optional.empty();
    }
}
