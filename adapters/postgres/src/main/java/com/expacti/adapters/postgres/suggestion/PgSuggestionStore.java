package com.expacti.adapters.postgres.suggestion;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
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
import java.util.List;
import java.util.Optional;

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
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT * FROM suggestions WHERE org_id = ? AND (?::text IS NULL OR status = ?)"
                                + " ORDER BY approvals DESC, id LIMIT ?",
                        SuggestionRows::read,
                        org.value(),
                        status.map(Suggestion.Status::literal),
                        status.map(Suggestion.Status::literal),
                        limit));
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
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT pattern, scope, cwd, examples, answered_at FROM suggestions"
                                + " WHERE org_id = ? AND status = 'dismissed' ORDER BY answered_at DESC, id LIMIT ?",
                        row -> new Dismissal(
                                row.getString("pattern"),
                                RuleScope.parse(row.getString("scope")),
                                Sql.text(row, "cwd"),
                                Sql.texts(row, "examples"),
                                Sql.instant(row, "answered_at")),
                        org.value(),
                        limit));
    }
}
