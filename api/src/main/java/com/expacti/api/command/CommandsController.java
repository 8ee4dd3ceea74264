package com.expacti.api.command;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.view.Sight;
import com.expacti.api.access.Callers;
import com.expacti.api.history.Horizon;
import com.expacti.api.idempotency.IdempotencyKey;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.CommandPage;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.SessionId;
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
import java.util.Locale;
import java.util.Optional;

/** {@code /commands}: submitting, waiting and reading. */
@Controller("/api/v1/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandsController {
    private static final int WAIT_SECONDS_MAX = 60;
    private static final int SEARCH_LENGTH_MAX = 200;

    private final Callers callers;
    private final Submissions submissions;
    private final Ledger ledger;
    private final CommandAnswers answers;
    private final DecisionWaiter waiter;
    private final Sources sources;
    private final Horizon horizon;
    private final ReadableCommands commands;

    CommandsController(
            Callers callers,
            Submissions submissions,
            Ledger ledger,
            CommandAnswers answers,
            DecisionWaiter waiter,
            Sources sources,
            Horizon horizon,
            ReadableCommands commands) {
        this.callers = callers;
        this.submissions = submissions;
        this.ledger = ledger;
        this.answers = answers;
        this.waiter = waiter;
        this.sources = sources;
        this.horizon = horizon;
        this.commands = commands;
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
        Optional<String> text = q.map(CommandsController::search);
        CommandFilter filter = new CommandFilter(
                status.map(CommandsController::status),
                session.map(CommandsController::session),
                text.filter(t -> Sight.of(caller) == Sight.EXACT),
                ReadableCommands.by(caller),
                page.after(),
                page.fetch());
        CommandPage found = ledger.commands(caller.org(), filter);
        return page.body(
                found.commands(),
                found.goOn(),
                horizon.commands(caller.org())
                        .and(stored -> text.isEmpty() || shows(Sight.of(caller), stored, text.get())),
                stored -> answers.of(caller, stored),
                stored -> stored.submission().id().value());
    }

    /** Whoever is shown masked texts is not told by a search what stands behind the mask either. */
    private static boolean shows(Sight sight, CommandRecord stored, String wanted) {
        return switch (sight) {
            case EXACT -> true;
            case MASKED ->
                sight.of(stored.submission().command())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted.toLowerCase(Locale.ROOT));
        };
    }

    private static String status(String literal) {
        if (!literal.equals("pending") && Outcome.of(literal).isEmpty()) {
            throw GateException.badMessage("status", "status is pending or an outcome");
        }
        return literal;
    }

    private static SessionId session(String id) {
        return PathId.plausible(id)
                .map(SessionId::new)
                .orElseThrow(() -> GateException.badMessage("session_id", "session_id is not a session's id"));
    }

    private static String search(String text) {
        if (text.isEmpty() || text.length() > SEARCH_LENGTH_MAX || text.indexOf(0) >= 0) {
            throw GateException.badMessage("q", "q is 1 to 200 characters, none of them NUL");
        }
        return text;
    }

    /** Whoever cannot be given a place to wait in has not submitted anything. */
    @Post
    HttpResponse<JsonNode> submit(
            HttpRequest<?> request, @Body JsonNode body, @QueryValue("wait_seconds") Optional<String> waitSeconds) {
        AgentCaller caller = callers.agent(request);
        try (DecisionWaiter.Place place = waiter.place(patience(waitSeconds))) {
            CommandRecord stored = place.await(submissions
                    .submit(
                            caller,
                            new Submissions.Origin(sources.of(request), IdempotencyKey.of(request)),
                            Fields.of(body))
                    .stored());
            HttpStatus status = stored.decision().isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED;
            return HttpResponse.<JsonNode>status(status).body(answers.of(caller, stored));
        }
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id, @QueryValue("wait_seconds") Optional<String> waitSeconds) {
        Caller caller = callers.any(request);
        Duration patience = patience(waitSeconds);
        CommandRecord stored = commands.get(caller, id);
        try (DecisionWaiter.Place place = waiter.place(stored.decision().isPresent() ? Duration.ZERO : patience)) {
            CommandRecord now = place.await(stored);
            return switch (caller) {
                case AgentCaller agent -> answers.of(agent, now);
                case PersonCaller person -> answers.withVotes(person, now);
            };
        }
    }

    private static Duration patience(Optional<String> waitSeconds) {
        int seconds = Page.whole("wait_seconds", waitSeconds).orElse(0);
        if (seconds < 0 || seconds > WAIT_SECONDS_MAX) {
            throw GateException.badMessage("wait_seconds", "wait_seconds is 0 to 60");
        }
        return Duration.ofSeconds(seconds);
    }
}
