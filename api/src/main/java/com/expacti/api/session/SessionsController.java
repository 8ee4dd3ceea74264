package com.expacti.api.session;

import com.expacti.adapters.wire.json.Moments;
import com.expacti.adapters.wire.view.CommandBody;
import com.expacti.adapters.wire.view.SessionBody;
import com.expacti.adapters.wire.view.Sight;
import com.expacti.api.access.Callers;
import com.expacti.api.history.Horizon;
import com.expacti.api.page.Page;
import com.expacti.api.path.PathId;
import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.CommandPage;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.recording.ReadRecording;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.OrgView;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.Optional;

/** {@code /sessions}. */
@Controller("/api/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionsController {
    private final Callers callers;
    private final SessionStore sessions;
    private final Ledger ledger;
    private final OrgViewCache views;
    private final Horizon horizon;
    private final ReadRecording recordings;

    SessionsController(
            Callers callers,
            SessionStore sessions,
            Ledger ledger,
            OrgViewCache views,
            Horizon horizon,
            ReadRecording recordings) {
        this.callers = callers;
        this.sessions = sessions;
        this.ledger = ledger;
        this.views = views;
        this.horizon = horizon;
        this.recordings = recordings;
    }

    @Get
    JsonNode list(HttpRequest<?> request, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
        PersonCaller caller = reader(request);
        Page page = Page.of(limit, cursor);
        OrgView view = views.current(caller.org());
        return page.body(
                sessions.sessions(caller.org(), Optional.empty(), page.after(), page.fetch()),
                horizon.sessions(caller.org()),
                session -> SessionBody.of(view, session, Moments.RFC_3339).node(),
                session -> session.id().value());
    }

    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, String id) {
        PersonCaller caller = reader(request);
        return SessionBody.of(views.current(caller.org()), session(caller, id), Moments.RFC_3339)
                .node();
    }

    @Get("/{id}/commands")
    JsonNode commands(
            HttpRequest<?> request,
            String id,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> cursor) {
        PersonCaller caller = reader(request);
        Authenticator.require(caller, Permission.COMMANDS_READ);
        Page page = Page.of(limit, cursor);
        Session session = session(caller, id);
        OrgView view = views.current(caller.org());
        CommandFilter filter = new CommandFilter(
                Optional.empty(),
                Optional.of(session.id()),
                Optional.empty(),
                Optional.empty(),
                page.after(),
                page.fetch());
        CommandPage found = ledger.commands(caller.org(), filter);
        return page.body(
                found.commands(),
                found.goOn(),
                horizon.commands(caller.org()),
                stored -> CommandBody.of(view, stored, Sight.of(caller)).node(),
                stored -> stored.submission().id().value());
    }

    /** As far as it goes by now; a session that is still open has more later. */
    @Get(value = "/{id}/recording", produces = "application/x-asciicast")
    HttpResponse<InputStream> recording(HttpRequest<?> request, String id) {
        PersonCaller caller = reader(request);
        SessionId session = session(caller, id).id();
        return HttpResponse.<InputStream>ok(new Pieces(recordings.file(caller, session)))
                .contentType(MediaType.of("application/x-asciicast"))
                .header("Content-Disposition", "attachment; filename=\"%s.cast\"".formatted(session.value()));
    }

    private PersonCaller reader(HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.SESSIONS_READ);
        return caller;
    }

    private Session session(PersonCaller caller, String id) {
        SessionId known = new SessionId(PathId.of("session", id));
        return horizon.require(
                caller.org(),
                sessions.session(caller.org(), known).orElseThrow(() -> GateException.notFound("session")));
    }
}
