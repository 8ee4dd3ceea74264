package com.expacti.adapters.postgres.retention;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.application.retention.ErasedEntry;
import com.expacti.application.retention.RetentionStore;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What orgs no longer keep, on PostgreSQL. */
@Singleton
final class PgRetentionStore implements RetentionStore {
    /** The least numbers are looked for along the key. What another erased already says no moment, and stops it like what is young. */
    private static final String OLDEST = """
            SELECT a.seq, entry_moment(a.entry) < retention_cut(?) AND NOT EXISTS (SELECT 1 FROM commands c
                WHERE c.org_id = a.org_id AND c.id = a.command_id AND c.undecided) AS old
            FROM audit_log a
            WHERE a.org_id = ? AND a.event <> 'audit_erased'
              AND a.seq > (SELECT erased_to FROM chain_heads WHERE org_id = ?)
            ORDER BY a.seq LIMIT ?
            """;

    private static final String STANDING = """
            SELECT o.retention_since, h.erased_to,
                entries_before(o.id, clock_timestamp() - make_interval(days => ?)) AS entries
            FROM orgs o JOIN chain_heads h ON h.org_id = o.id WHERE o.id = ?
            """;

    private final OrgTransactions transactions;
    private final IdSource ids;

    PgRetentionStore(OrgTransactions transactions, IdSource ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public List<OrgId> due() {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<OrgId> found =
                trip.fetch("SELECT org FROM orgs_with_retention()", row -> new OrgId(row.getString("org")));
        transactions.acrossOrgsIn(trip);
        return found.rows();
    }

    @Override
    public int erase(OrgId org, int most) {
        return transactions.write(org, connection -> {
            ChainWriter chain = ChainWriter.lock(connection, org);
            List<Long> old = old(connection, org, most);
            return old.isEmpty() ? 0 : erase(connection, org, chain, old);
        });
    }

    private static List<Long> old(Connection connection, OrgId org, int most) throws SQLException {
        return Sql.list(
                        connection,
                        OLDEST,
                        row -> row.getBoolean("old") ? row.getLong("seq") : 0L,
                        org.value(),
                        org.value(),
                        org.value(),
                        most)
                .stream()
                .takeWhile(seq -> seq > 0)
                .toList();
    }

    private int erase(Connection connection, OrgId org, ChainWriter chain, List<Long> old) throws SQLException {
        AuditEntry.Draft draft = new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), ErasedEntry.EVENT);
        long by = chain.append(ErasedEntry.fill(draft, old.getFirst(), old.getLast(), old.size()));
        chain.store(connection);
        return count(connection, "SELECT erase_entries(?, ?, ?, ?)", org.value(), old.getFirst(), old.getLast(), by);
    }

    @Override
    public int drop(OrgId org, int most) {
        return transactions.write(org, connection -> count(connection, "SELECT drop_expired(?, ?)", org.value(), most));
    }

    private static int count(Connection connection, String sql, Object... values) throws SQLException {
        return Sql.one(connection, sql, row -> row.getInt(1), values)
                .orElseThrow(() -> new IllegalStateException("a function that counts gave nothing"));
    }

    @Override
    public Standing standing(OrgId org, int days) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Standing> found = trip.fetch(
                STANDING,
                row -> new Standing(
                        Sql.instant(row, "retention_since"), row.getLong("entries"), row.getLong("erased_to")),
                days,
                org.value());
        transactions.readIn(org, trip);
        return found.first().orElseThrow(() -> GateException.notFound("org"));
    }
}
