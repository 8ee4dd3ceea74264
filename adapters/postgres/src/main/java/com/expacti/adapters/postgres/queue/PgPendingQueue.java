package com.expacti.adapters.postgres.queue;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pending queue on PostgreSQL: each write one conditional statement, by the database's clock. */
@Singleton
final class PgPendingQueue implements PendingQueue {
    private static final String VOTE = """
            UPDATE pending_items SET ballots = ballots || ?::jsonb
            WHERE org_id = ? AND command_id = ? AND intent IS NULL AND deadline > clock_timestamp()
              AND NOT ballots @> ?::jsonb
            RETURNING *
            """;
    private static final String CLAIM = """
            UPDATE pending_items SET intent = ?::jsonb, claimed_at = clock_timestamp()
            WHERE org_id = ? AND command_id = ? AND intent IS NULL
            """;
    private static final String RELEASE = """
            UPDATE pending_items SET intent = NULL, claimed_at = NULL, ballots = coalesce(
                (SELECT jsonb_agg(b) FROM jsonb_array_elements(ballots) b WHERE NOT (b->>'voter' = ANY (?))), '[]'::jsonb)
            WHERE org_id = ? AND command_id = ? AND intent IS NOT NULL
            """;
    private static final String EXTEND = """
            UPDATE pending_items
            SET deadline = least(deadline + ?::interval, submitted_at + ?::interval)
            WHERE org_id = ? AND command_id = ? AND intent IS NULL AND deadline > clock_timestamp()
            RETURNING deadline
            """;
    private static final String PROLONG = """
            UPDATE pending_items SET intent = NULL, claimed_at = NULL, deadline = greatest(deadline, ?)
            WHERE org_id = ? AND command_id = ? AND intent->>'kind' = 'timed_out'
            """;

    private final OrgTransactions transactions;

    PgPendingQueue(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean put(PendingItem item) {
        return update(
                        item.org(),
                        """
                        INSERT INTO pending_items (org_id, command_id, submitted_at, deadline, ballots, holder, epoch)
                        VALUES (?, ?, ?, ?, '[]'::jsonb, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        item.org().value(),
                        item.command().value(),
                        item.submittedAt(),
                        item.deadline(),
                        item.holder(),
                        item.epoch())
                == 1;
    }

    @Override
    public Optional<PendingItem> get(OrgId org, CommandId command) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<PendingItem> found = trip.fetch(
                "SELECT * FROM pending_items WHERE org_id = ? AND command_id = ?",
                PgPendingQueue::read,
                org.value(),
                command.value());
        transactions.readIn(org, trip);
        return found.first();
    }

    @Override
    public List<PendingItem> pending(OrgId org) {
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT * FROM pending_items WHERE org_id = ? ORDER BY command_id",
                        PgPendingQueue::read,
                        org.value()));
    }

    @Override
    public VoteResult vote(OrgId org, CommandId command, Ballot ballot) {
        String one = Json.write(List.of(ItemJson.ballot(ballot)));
        String sameVoter =
                Json.write(List.of(java.util.Map.of("voter", ballot.voter().value())));
        Optional<PendingItem> counted = returning(org, VOTE, one, org.value(), command.value(), sameVoter);
        if (counted.isPresent()) {
            return new VoteResult.Counted(counted.get());
        }
        boolean before = get(org, command)
                .filter(item -> item.intent().isEmpty())
                .filter(item -> item.ballots().stream().anyMatch(b -> b.voter().equals(ballot.voter())))
                .isPresent();
        return before ? new VoteResult.VotedBefore() : new VoteResult.Closed();
    }

    @Override
    public Optional<PendingItem> claim(OrgId org, CommandId command, Intent intent) {
        return returning(org, CLAIM + " RETURNING *", ItemJson.intent(intent), org.value(), command.value());
    }

    @Override
    public Optional<PendingItem> claimDue(OrgId org, CommandId command) {
        return returning(
                org,
                CLAIM + " AND deadline <= clock_timestamp() RETURNING *",
                ItemJson.intent(new Intent.TimedOut()),
                org.value(),
                command.value());
    }

    @Override
    public Optional<PendingItem> claimAt(OrgId org, CommandId command, long epoch, Intent intent) {
        return returning(
                org,
                CLAIM + " AND epoch = ? RETURNING *",
                ItemJson.intent(intent),
                org.value(),
                command.value(),
                epoch);
    }

    @Override
    public void reclaim(OrgId org, CommandId command, Intent intent) {
        var _ = update(
                org,
                "UPDATE pending_items SET intent = ?::jsonb, claimed_at = clock_timestamp()"
                        + " WHERE org_id = ? AND command_id = ? AND intent IS NOT NULL",
                ItemJson.intent(intent),
                org.value(),
                command.value());
    }

    @Override
    public void release(OrgId org, CommandId command, Set<UserId> lapsed) {
        var _ = update(org, RELEASE, lapsed.stream().map(UserId::value).toList(), org.value(), command.value());
    }

    @Override
    public void remove(OrgId org, CommandId command) {
        var _ = update(
                org, "DELETE FROM pending_items WHERE org_id = ? AND command_id = ?", org.value(), command.value());
    }

    @Override
    public Optional<Instant> extend(OrgId org, CommandId command, Duration by, Duration waitMax) {
        return transactions.write(
                org,
                connection -> Sql.one(
                        connection,
                        EXTEND,
                        row -> Sql.instant(row, "deadline"),
                        by,
                        waitMax,
                        org.value(),
                        command.value()));
    }

    @Override
    public boolean prolong(OrgId org, CommandId command, Instant deadline) {
        return update(org, PROLONG, deadline, org.value(), command.value()) == 1;
    }

    @Override
    public Optional<PendingItem> attach(OrgId org, CommandId command, String node) {
        return returning(
                org,
                "UPDATE pending_items SET holder = ?, epoch = epoch + 1, orphaned_at = NULL"
                        + " WHERE org_id = ? AND command_id = ? RETURNING *",
                node,
                org.value(),
                command.value());
    }

    @Override
    public void detach(OrgId org, CommandId command, long epoch) {
        var _ = update(
                org,
                "UPDATE pending_items SET orphaned_at = clock_timestamp()"
                        + " WHERE org_id = ? AND command_id = ? AND epoch = ? AND orphaned_at IS NULL",
                org.value(),
                command.value(),
                epoch);
    }

    @Override
    public void renewNode(String node, Duration lease) {
        var _ = transactions.acrossOrgs(connection -> Sql.update(
                connection,
                "INSERT INTO nodes (id, lease_until) VALUES (?, clock_timestamp() + ?::interval)"
                        + " ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until",
                node,
                lease));
    }

    @Override
    public void orphanLost() {
        long unused =
                transactions.acrossOrgs(connection -> Sql.one(connection, "SELECT orphan_lost()", row -> row.getLong(1))
                        .orElse(0L));
    }

    @Override
    public List<Ref> due(int limit) {
        return transactions.acrossOrgs(connection ->
                Sql.list(connection, "SELECT org, command FROM due_items(?)", PgPendingQueue::ref, limit));
    }

    @Override
    public List<Ref> voted(int limit) {
        return transactions.acrossOrgs(connection ->
                Sql.list(connection, "SELECT org, command FROM voted_items(?)", PgPendingQueue::ref, limit));
    }

    @Override
    public List<Ref> stuck(Duration age, int limit) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection, "SELECT org, command FROM stuck_items(?::interval, ?)", PgPendingQueue::ref, age, limit));
    }

    @Override
    public List<Orphan> orphans(Duration grace, int limit) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org, command, at_epoch FROM orphan_items(?::interval, ?)",
                row -> new Orphan(
                        new OrgId(row.getString("org")),
                        new CommandId(row.getString("command")),
                        row.getLong("at_epoch")),
                grace,
                limit));
    }

    private Optional<PendingItem> returning(OrgId org, String sql, @Nullable Object... values) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<PendingItem> rows = trip.fetch(sql, PgPendingQueue::read, values);
        transactions.writeIn(org, trip);
        return rows.first();
    }

    private int update(OrgId org, String sql, @Nullable Object... values) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> touched = trip.update(sql, values);
        transactions.writeIn(org, trip);
        return touched.updated();
    }

    private static Ref ref(ResultSet row) throws SQLException {
        return new Ref(new OrgId(row.getString("org")), new CommandId(row.getString("command")));
    }

    private static PendingItem read(ResultSet row) throws SQLException {
        return new PendingItem(
                new OrgId(row.getString("org_id")),
                new CommandId(row.getString("command_id")),
                Sql.instant(row, "submitted_at"),
                Sql.instant(row, "deadline"),
                ItemJson.ballots(row.getString("ballots")),
                ItemJson.readIntent(row.getString("intent")),
                Sql.text(row, "holder"),
                row.getLong("epoch"),
                Sql.optionalInstant(row, "orphaned_at"));
    }
}
