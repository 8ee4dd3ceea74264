package com.expacti.testkit;

import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions in memory. */
public final class InMemorySessionStore implements SessionStore {
    private final InMemoryDatabase database;

    public InMemorySessionStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public void open(Session session) {
        boolean fresh = database.in(session.org(), state -> state.sessions.putIfAbsent(session.id(), session) == null);
        if (!fresh) {
            throw new IllegalStateException("the session `%s` exists".formatted(session.id()));
        }
    }

    @Override
    public SessionId standing(Session candidate) {
        return database.in(
                candidate.org(),
                state -> state.sessions.values().stream()
                        .filter(s -> s.kind() == Session.Kind.HTTP)
                        .filter(s -> s.agent().equals(candidate.agent())
                                && s.closedAt().isEmpty())
                        .map(Session::id)
                        .findFirst()
                        .orElseGet(() -> {
                            state.sessions.put(candidate.id(), candidate);
                            return candidate.id();
                        }));
    }

    @Override
    public Optional<Session> session(OrgId org, SessionId id) {
        return database.in(
                org, state -> Optional.ofNullable(state.sessions.get(id)).map(s -> counted(state, s)));
    }

    @Override
    public List<Session> sessions(OrgId org, Optional<AgentId> agent, Optional<String> before, int limit) {
        return database.in(
                org,
                state -> state.sessions.values().stream()
                        .filter(s -> agent.isEmpty() || s.agent().equals(agent.get()))
                        .filter(s -> before.isEmpty() || s.id().value().compareTo(before.get()) < 0)
                        .sorted(Comparator.comparing((Session s) -> s.id().value())
                                .reversed())
                        .limit(limit)
                        .map(s -> counted(state, s))
                        .toList());
    }

    @Override
    public boolean close(OrgId org, SessionId id) {
        return database.in(org, state -> close(state, id, database.now()));
    }

    @Override
    public void lost(OrgId org, SessionId id, boolean lost) {
        boolean _ = database.in(org, state -> {
            boolean implicit = Optional.ofNullable(state.sessions.get(id))
                    .filter(s -> s.kind() == Session.Kind.IMPLICIT)
                    .isPresent();
            return implicit && lost
                    ? state.lostSessions.putIfAbsent(id, database.now()) == null
                    : state.lostSessions.remove(id) != null;
        });
    }

    @Override
    public List<Closed> closeLost(Duration grace) {
        Instant before = database.now().minus(grace);
        return database.acrossOrgs(orgs -> {
            List<Closed> closed = new ArrayList<>();
            for (InMemoryOrg org : orgs) {
                for (var lost : Map.copyOf(org.lostSessions).entrySet()) {
                    boolean over = !lost.getValue().isAfter(before) && !waits(org, lost.getKey());
                    if (over && close(org, lost.getKey(), database.now())) {
                        closed.add(new Closed(org.id(), lost.getKey()));
                    }
                }
            }
            return closed;
        });
    }

    private static boolean waits(InMemoryOrg org, SessionId id) {
        return org.commands.values().stream()
                .anyMatch(
                        c -> c.decision().isEmpty() && c.submission().session().equals(id));
    }

    private static boolean close(InMemoryOrg org, SessionId id, Instant now) {
        org.lostSessions.remove(id);
        return Optional.ofNullable(org.sessions.get(id))
                .filter(s -> s.closedAt().isEmpty())
                .map(s -> org.sessions.put(id, with(s, Optional.of(now), s.commands())))
                .isPresent();
    }

    private static Session counted(InMemoryOrg org, Session s) {
        long commands = org.commands.values().stream()
                .filter(c -> c.submission().session().equals(s.id()))
                .count();
        return with(s, s.closedAt(), commands);
    }

    private static Session with(Session s, Optional<Instant> closedAt, long commands) {
        return new Session(
                s.id(),
                s.org(),
                s.agent(),
                s.kind(),
                s.goal(),
                s.target(),
                s.steps(),
                s.onBehalfOf(),
                s.labels(),
                s.openedAt(),
                closedAt,
                commands);
    }
}
