package com.expacti.adapters.postgres.audit;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.audit.AuditLog;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the chain as stored. */
@Singleton
final class PgAuditLog implements AuditLog {
    private static final String COLUMNS = "SELECT seq, entry, prev_hash, hash FROM audit_log WHERE org_id = ? ";

    private final OrgTransactions transactions;

    PgAuditLog(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<AuditEntry> entries(OrgId org, long after, int limit) {
        return list(org, "AND seq > ? ORDER BY seq LIMIT ?", after, limit);
    }

    @Override
    public List<AuditEntry> newest(OrgId org, long before, int limit) {
        return list(org, "AND seq < ? ORDER BY seq DESC LIMIT ?", before, limit);
    }

    private List<AuditEntry> list(OrgId org, String which, long from, int limit) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<AuditEntry> found = trip.fetch(COLUMNS + which, PgAuditLog::entry, org.value(), from, limit);
        transactions.listIn(org, trip);
        return found.rows();
    }

    @Override
    public AuditChain.Head head(OrgId org) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<AuditChain.Head> head = trip.fetch(
                "SELECT seq, hash FROM chain_heads WHERE org_id = ?",
                row -> new AuditChain.Head(row.getLong("seq"), row.getString("hash")),
                org.value());
        transactions.readIn(org, trip);
        return head.first().orElse(AuditChain.Head.EMPTY);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        return new AuditEntry(
                seq, fields(seq, row.getString("entry")), row.getString("prev_hash"), row.getString("hash"));
    }

    /**
     * What was stored may have been tampered with, so nothing is taken for granted. A text that is not exactly what we
     * write of some fields is read as damaged, and then fits no hash: else a name that stands twice, or words behind the
     * end, would be a change that does not show.
     */
    private static SortedMap<String, Object> fields(long seq, String text) {
        SortedMap<String, Object> fields = new TreeMap<>();
        try {
            Json.object(text)
                    .forEach((name, value) -> fields.put(name, value instanceof Integer i ? Long.valueOf(i) : value));
            if (AuditEntry.fieldsJson(fields).equals(text)) {
                return fields;
            }
        } catch (UncheckedIOException | IllegalArgumentException notAnEntry) {
            fields.clear();
        }
        return new TreeMap<>(Map.of("seq", seq, "damaged", text));
    }
}
