package com.expacti.adapters.postgres.audit;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.audit.AuditLog;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        COLUMNS + "AND seq > ? ORDER BY seq LIMIT ?",
                        PgAuditLog::entry,
                        org.value(),
                        after,
                        limit));
    }

    @Override
    public List<AuditEntry> newest(OrgId org, long before, int limit) {
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        COLUMNS + "AND seq < ? ORDER BY seq DESC LIMIT ?",
                        PgAuditLog::entry,
                        org.value(),
                        before,
                        limit));
    }

    @Override
    public AuditChain.Head head(OrgId org) {
        return transactions.read(
                org,
                connection -> Sql.one(
                                connection,
                                "SELECT seq, hash FROM chain_heads WHERE org_id = ?",
                                row -> new AuditChain.Head(row.getLong("seq"), row.getString("hash")),
                                org.value())
                        .orElse(AuditChain.Head.EMPTY));
    }

    /** What was stored may have been tampered with, so nothing but JSON is taken for granted. */
    private static AuditEntry entry(ResultSet row) throws SQLException {
        SortedMap<String, Object> fields = new TreeMap<>();
        try {
            Json.object(row.getString("entry"))
                    .forEach((name, value) -> fields.put(name, value instanceof Integer i ? Long.valueOf(i) : value));
        } catch (UncheckedIOException damaged) {
            fields.put("damaged", row.getString("entry"));
        }
        return new AuditEntry(row.getLong("seq"), fields, row.getString("prev_hash"), row.getString("hash"));
    }
}
