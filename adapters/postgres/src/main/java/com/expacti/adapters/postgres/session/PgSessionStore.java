package com.expacti.adapters.postgres.session;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.NodeId;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sessions on PostgreSQL. */
@Singleton
final class PgSessionStore implements SessionStore {
    private static final String INSERT = """
            INSERT INTO sessions (org_id, id, agent_id, kind, goal, target_id, steps, on_behalf_of, labels, opened_at, node)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            """;
    private static final String SELECT = """
            SELECT s.*, (SELECT count(*) FROM (SELECT 1 FROM commands c
                WHERE c.session_id = s.id AND c.org_id = s.org_id LIMIT %d) AS counted) AS commands
            FROM sessions s WHERE s.org_id = ?
            """.formatted(Session.COUNTED_MAX);

    private final OrgTransactions transactions;
    private final NodeId node;

    PgSessionStore(OrgTransactions transactions, NodeId node) {
        this.transactions = transactions;
        this.node = node;
    }

    @Override
    public void open(Session session) {
        var _ = transactions.write(session.org(), connection -> insert(connection, session, INSERT));
    }

    private int insert(Connection connection, Session s, String sql) throws SQLException {
        return Sql.update(
                connection,
                sql,
                s.org().value(),
                s.id().value(),
                s.agent().value(),
                s.kind().name().toLowerCase(Locale.ROOT),
                s.goal(),
                s.target().map(TargetId::value),
                s.steps(),
                s.onBehalfOf(),
                Json.write(s.labels()),
                s.openedAt(),
                s.kind() == Session.Kind.IMPLICIT ? Optional.of(node.value()) : Optional.empty());
    }

    @Override
    public SessionId standing(Session candidate) {
        return transactions.write(candidate.org(), connection -> {
            insert(
                    connection,
                    candidate,
                    INSERT + " ON CONFLICT (org_id, agent_id) WHERE kind = 'http' AND closed_at IS NULL DO NOTHING");
            return Sql.one(
                            connection,
                            "SELECT id FROM sessions WHERE org_id = ? AND agent_id = ? AND kind = 'http' AND closed_at IS NULL",
                            row -> new SessionId(row.getString("id")),
                            candidate.org().value(),
                            candidate.agent().value())
                    .orElseThrow(() -> new IllegalStateException("a standing session was just made"));
        });
    }

    @Override
    public Optional<Session> session(OrgId org, SessionId id) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Session> found =
                trip.fetch(SELECT + " AND s.id = ?", PgSessionStore::read, org.value(), id.value());
        transactions.readIn(org, trip);
        return found.first();
    }

    @Override
    public List<Session> sessions(OrgId org, Optional<AgentId> agent, Optional<String> before, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<@Nullable Object> values = new ArrayList<>(List.of(org.value()));
        agent.ifPresent(one -> {
            sql.append(" AND s.agent_id = ?");
            values.add(one.value());
        });
        before.ifPresent(id -> {
            sql.append(" AND s.id < ?");
            values.add(id);
        });
        values.add(limit);
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Session> found = trip.fetch(
                sql.append(" ORDER BY s.id DESC LIMIT ?").toString(), PgSessionStore::read, values.toArray());
        transactions.listIn(org, trip);
        return found.rows();
    }

    @Override
    public boolean close(OrgId org, SessionId id) {
        return transactions.write(
                org,
                connection -> Sql.update(
                                connection,
                                "UPDATE sessions SET closed_at = clock_timestamp() WHERE org_id = ? AND id = ? AND closed_at IS NULL",
                                org.value(),
                                id.value())
                        == 1);
    }

    @Override
    public void lost(OrgId org, SessionId id, boolean lost) {
        var _ = transactions.write(
                org,
                connection -> Sql.update(
                        connection,
                        "UPDATE sessions SET lost_at = CASE WHEN ? THEN clock_timestamp() END WHERE org_id = ? AND id = ?",
                        lost,
                        org.value(),
                        id.value()));
    }

    @Override
    public List<Closed> closeLost(Duration grace) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org, session FROM close_lost_sessions(?::interval)",
                row -> new Closed(new OrgId(row.getString("org")), new SessionId(row.getString("session"))),
                grace));
    }

    private static Session read(ResultSet row) throws SQLException {
        Map<String, String> labels = Json.object(row.getString("labels")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
        return new Session(
                new SessionId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new AgentId(row.getString("agent_id")),
                Session.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Sql.text(row, "goal"),
                Sql.text(row, "target_id").map(TargetId::new),
                Sql.texts(row, "steps"),
                Sql.text(row, "on_behalf_of"),
                labels,
                Sql.instant(row, "opened_at"),
                Sql.optionalInstant(row, "closed_at"),
                row.getLong("commands"));
    }
}
