package com.expacti.adapters.postgres.notice;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.notice.Delivery;
import com.expacti.application.notice.Notice;
import com.expacti.application.notice.Outbox;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outbox on PostgreSQL: a notice and its deliveries in one transaction, and of two who open it one stores it. */
@Singleton
final class PgOutbox implements Outbox {
    private static final int PROBLEM_MAX = 1_000;

    private static final String OPEN = """
            INSERT INTO notices (org_id, event, kind, command_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String DELIVERIES = """
            INSERT INTO notice_deliveries (org_id, id, event, channel, recipient, state)
            SELECT ?, d.id, ?, d.channel, d.recipient, 'pending'
            FROM unnest(?::text[], ?::text[], ?::text[]) AS d (id, channel, recipient)
            """;

    private static final String READ = """
            SELECT d.*, n.kind, n.command_id FROM notice_deliveries d
            JOIN notices n ON n.org_id = d.org_id AND n.event = d.event WHERE d.org_id = ? AND
            """;

    private final OrgTransactions transactions;

    PgOutbox(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<List<Delivery>> open(Notice notice, List<Delivery.Address> to) {
        return transactions.write(notice.org(), connection -> {
            int first = Sql.update(
                    connection,
                    OPEN,
                    notice.org().value(),
                    notice.event(),
                    notice.kind().literal(),
                    notice.command().value());
            return first == 1 ? Optional.of(deliveries(connection, notice, to)) : Optional.empty();
        });
    }

    private static List<Delivery> deliveries(Connection connection, Notice notice, List<Delivery.Address> to)
            throws SQLException {
        Instant now = Sql.one(connection, "SELECT clock_timestamp() AS now", row -> Sql.instant(row, "now"))
                .orElseThrow();
        List<Delivery> fresh =
                to.stream().map(address -> Delivery.fresh(notice, address, now)).toList();
        if (!fresh.isEmpty()) {
            int _ = Sql.update(
                    connection,
                    DELIVERIES,
                    notice.org().value(),
                    notice.event(),
                    fresh.stream().map(Delivery::id).toList(),
                    fresh.stream().map(Delivery::channel).toList(),
                    fresh.stream().map(each -> each.recipient().value()).toList());
        }
        return fresh;
    }

    @Override
    public Optional<Delivery> delivery(OrgId org, String id) {
        return transactions.read(
                org, connection -> Sql.one(connection, READ + " d.id = ?", PgOutbox::read, org.value(), id));
    }

    @Override
    public void attempted(OrgId org, String id, String problem) {
        int _ = transactions.write(
                org, connection -> Sql.update(connection, """
                        UPDATE notice_deliveries
                        SET attempts = attempts + 1, problem = left(?, ?), touched_at = clock_timestamp()
                        WHERE org_id = ? AND id = ? AND state = 'pending'
                        """, problem, PROBLEM_MAX, org.value(), id));
    }

    @Override
    public boolean end(OrgId org, String id, Delivery.State state, Optional<String> problem) {
        boolean attempted = state == Delivery.State.SENT || state == Delivery.State.FAILED;
        return transactions.write(
                        org,
                        connection -> Sql.update(
                                connection,
                                """
                                UPDATE notice_deliveries SET state = ?, problem = left(?, ?), attempts = attempts + ?,
                                    touched_at = clock_timestamp(), ended_at = clock_timestamp()
                                WHERE org_id = ? AND id = ? AND state = 'pending'
                                """,
                                state.literal(),
                                problem,
                                PROBLEM_MAX,
                                attempted ? 1 : 0,
                                org.value(),
                                id))
                == 1;
    }

    @Override
    public List<Delivery> history(OrgId org, CommandId command) {
        List<String> events = List.of(
                new Notice(org, Notice.Kind.ESCALATED, command).event(),
                new Notice(org, Notice.Kind.REMINDER, command).event());
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        READ + " d.event = ANY (?) ORDER BY d.created_at, d.id",
                        PgOutbox::read,
                        org.value(),
                        events));
    }

    @Override
    public List<Late> late(Duration age, int limit) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org, delivery, expired FROM late_deliveries(?::interval, ?::interval, ?)",
                row -> new Late(new OrgId(row.getString("org")), row.getString("delivery"), row.getBoolean("expired")),
                age,
                GIVEN_UP_AFTER,
                limit));
    }

    @Override
    public List<Ref> halfWaited(int limit) {
        return refs("SELECT org, command FROM half_waited_commands(?)", limit);
    }

    @Override
    public List<Ref> escalated(int limit) {
        return refs("SELECT org, command FROM untold_escalations(?)", limit);
    }

    private List<Ref> refs(String sql, int limit) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                sql,
                row -> new Ref(new OrgId(row.getString("org")), new CommandId(row.getString("command"))),
                limit));
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                new Notice(
                        new OrgId(row.getString("org_id")),
                        Notice.Kind.of(row.getString("kind")),
                        new CommandId(row.getString("command_id"))),
                row.getString("channel"),
                new UserId(row.getString("recipient")),
                Delivery.State.of(row.getString("state")),
                row.getInt("attempts"),
                Sql.text(row, "problem"),
                Sql.instant(row, "created_at"),
                Sql.optionalInstant(row, "ended_at"));
    }
}
