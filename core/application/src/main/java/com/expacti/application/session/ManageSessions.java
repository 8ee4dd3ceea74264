package com.expacti.application.session;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.command.IdSource;
import com.expacti.application.command.Targets;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.command.Utf8;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opening and closing of sessions by agents and their connections. */
public final class ManageSessions {
    private static final int TEXT_LENGTH_MAX = 1000;
    private static final int STEPS_MAX = 200;
    private static final int LABELS_MAX = 50;

    private final SessionStore store;
    private final OrgViewCache views;
    private final Announcer announcer;
    private final InstantSource clock;
    private final IdSource ids;

    public ManageSessions(
            SessionStore store, OrgViewCache views, Announcer announcer, InstantSource clock, IdSource ids) {
        this.store = store;
        this.views = views;
        this.announcer = announcer;
        this.clock = clock;
        this.ids = ids;
    }

    /** What an agent says of the session it opens. */
    public record Draft(
            Optional<String> goal,
            Optional<String> target,
            List<String> steps,
            Optional<String> onBehalfOf,
            Map<String, String> labels) {
        public static final Draft NONE =
                new Draft(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of());

        public Draft {
            steps = List.copyOf(steps);
            labels = Map.copyOf(labels);
            goal.ifPresent(g -> text("goal", g));
            onBehalfOf.ifPresent(e -> text("on_behalf_of", e));
            steps.forEach(s -> text("steps", s));
            labels.forEach((k, v) -> text("labels", k + v));
            if (steps.size() > STEPS_MAX || labels.size() > LABELS_MAX) {
                throw GateException.badMessage(
                        steps.size() > STEPS_MAX ? "steps" : "labels", "at most 200 steps and 50 labels");
            }
        }

        private static void text(String field, String value) {
            if (value.length() > TEXT_LENGTH_MAX || value.indexOf(0) >= 0 || !Utf8.encodes(value)) {
                throw GateException.badMessage(
                        field, field + " is at most 1000 characters, none of them NUL or half a surrogate pair");
            }
        }
    }

    public Session open(AgentCaller caller, Session.Kind kind, Draft draft) {
        Session session = session(caller, kind, draft);
        store.open(session);
        if (kind == Session.Kind.EXPLICIT) {
            announcer.announce(new Event.SessionOpened(caller.org(), session.id()));
        }
        return session;
    }

    /** The agent's standing session for commands over HTTP. */
    public SessionId standing(AgentCaller caller) {
        return store.standing(session(caller, Session.Kind.HTTP, Draft.NONE));
    }

    /** The agent's own session; another agent's does not exist for it. */
    public Session own(AgentCaller caller, SessionId id) {
        return store.session(caller.org(), id)
                .filter(s -> s.agent().equals(caller.agent()))
                .orElseThrow(() -> GateException.notFound("session"));
    }

    /** @throws GateException {@code not_found}, or {@code conflict} where it is closed already */
    public void close(AgentCaller caller, SessionId id) {
        Session session = own(caller, id);
        if (!store.close(caller.org(), session.id())) {
            throw new GateException(ErrorCode.CONFLICT, "the session is closed");
        }
        announcer.announce(new Event.SessionClosed(caller.org(), id));
    }

    private Session session(AgentCaller caller, Session.Kind kind, Draft draft) {
        Optional<TargetId> target = draft.target().isPresent()
                ? Targets.resolve(views.current(caller.org()), caller, draft.target())
                : Optional.empty();
        return new Session(
                ids.session(),
                caller.org(),
                caller.agent(),
                kind,
                draft.goal(),
                target,
                draft.steps(),
                draft.onBehalfOf(),
                draft.labels(),
                clock.instant(),
                Optional.empty(),
                0);
    }
}
