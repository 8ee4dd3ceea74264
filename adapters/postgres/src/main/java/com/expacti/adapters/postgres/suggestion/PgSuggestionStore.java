package com.expacti.adapters.postgres.suggestion;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.SuggestionStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.suggestion.Dismissal;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Suggestions on PostgreSQL. */
@Singleton
final class PgSuggestionStore implements SuggestionStore {
    private static final String BEGIN = """
            INSERT INTO suggestion_turns (org_id, chain_seq, looked_at, lease_until)
            VALUES (?, -1, clock_timestamp(), clock_timestamp() + ?::interval)
            ON CONFLICT (org_id) DO UPDATE SET lease_until = clock_timestamp() + ?::interval
            WHERE suggestion_turns.lease_until <= clock_timestamp()
              AND (suggestion_turns.chain_seq <> ? OR suggestion_turns.looked_at <= clock_timestamp() - ?::interval)
            """;
    private static final String FINISH = """
            UPDATE suggestion_turns SET chain_seq = ?, looked_at = clock_timestamp(), lease_until = clock_timestamp()
            WHERE org_id = ?
            """;

    private static final String RANKED =
            "(SELECT * FROM suggestions WHERE status = ? AND org_id = ? ORDER BY approvals DESC, id LIMIT ?)";

    private final OrgTransactions transactions;

    PgSuggestionStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Turn begin(OrgId org, long chainSeq, Duration lease) {
        int taken = transactions.write(
                org, connection -> Sql.update(connection, BEGIN, org.value(), lease, lease, chainSeq, LOOK_AGAIN));
        return taken == 1 ? Turn.YOURS : Turn.NOT_NOW;
    }

    @Override
    public void finish(OrgId org, long chainSeq, List<Suggestion> found) {
        var _ = transactions.write(org, connection -> {
            for (Suggestion each : found) {
                SuggestionRows.keep(connection, org, each);
            }
            forget(connection, org, found);
            return Sql.update(connection, FINISH, chainSeq, org.value());
        });
    }

    /** What nobody answered and is no longer found. */
    private static void forget(Connection connection, OrgId org, List<Suggestion> found) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM suggestions WHERE org_id = ? AND status = 'open' AND NOT (id = ANY (?))",
                org.value(),
                found.stream().map(Suggestion::id).toList());
    }

    @Override
    public List<Suggestion> suggestions(OrgId org, Optional<Suggestion.Status> status, int limit) {
        List<Suggestion.Status> wanted = status.map(List::of).orElse(List.of(Suggestion.Status.values()));
        List<Object> values = new ArrayList<>();
        wanted.forEach(one -> values.addAll(List.of(one.literal(), org.value(), limit)));
        values.add(limit);
        String sql = wanted.stream()
                        .map(one -> RANKED)
                        .collect(Collectors.joining(" UNION ALL ", "SELECT * FROM (", ") AS ranked"))
                + " ORDER BY approvals DESC, id LIMIT ?";
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Suggestion> found = trip.fetch(sql, SuggestionRows::read, values.toArray());
        transactions.listIn(org, trip);
        return found.rows();
    }

    @Override
    public Optional<Suggestion> suggestion(OrgId org, String id) {
        return transactions.read(
                org,
                connection -> Sql.one(
                        connection,
                        "SELECT * FROM suggestions WHERE org_id = ? AND id = ?",
                        SuggestionRows::read,
                        org.value(),
                        id));
    }

    @Override
    public List<Dismissal> dismissals(OrgId org, int limit) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Dismissal> found = trip.fetch(
                "SELECT pattern, scope, cwd, examples, answered_at FROM suggestions"
                        + " WHERE org_id = ? AND status = 'dismissed' ORDER BY answered_at DESC, id LIMIT ?",
                row -> new Dismissal(
                        row.getString("pattern"),
                        RuleScope.parse(row.getString("scope")),
                        Sql.text(row, "cwd"),
                        Sql.texts(row, "examples"),
                        Sql.instant(row, "answered_at")),
                org.value(),
                limit);
        transactions.listIn(org, trip);
        return found.rows();
    }
}
