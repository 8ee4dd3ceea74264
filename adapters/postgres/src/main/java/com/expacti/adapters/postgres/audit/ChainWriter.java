package com.expacti.adapters.postgres.audit;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.MonthlyUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An org's chain head, locked for the rest of the transaction. Entries are chained in memory and stored by {@link
 * #store} together with the moved head.
 */
public final class ChainWriter {
    private static final String LOCK = """
            SELECT seq, hash, gate_version, commands_month, commands_used, clock_timestamp() AS now
            FROM chain_heads WHERE org_id = ? FOR UPDATE
            """;
    private static final String INSERT = """
            INSERT INTO audit_log (org_id, seq, event, command_id, entry, prev_hash, hash)
            SELECT ?, x.seq, x.event, x.command_id, x.entry, x.prev_hash, x.hash FROM json_to_recordset(?::json)
                AS x(seq bigint, event text, command_id text, entry text, prev_hash text, hash text)
            """;
    private static final String MOVE = """
            UPDATE chain_heads SET seq = ?, hash = ?, gate_version = ?, commands_month = ?, commands_used = ?
            WHERE org_id = ?
            """;

    private final OrgId org;
    private final Instant now;
    private final List<AuditEntry> appended = new ArrayList<>();
    private long seq;
    private String hash;
    private long gateVersion;
    private MonthlyUse use;
    private boolean moved;

    private ChainWriter(OrgId org, long seq, String hash, long gateVersion, MonthlyUse use, Instant now) {
        this.org = org;
        this.seq = seq;
        this.hash = hash;
        this.gateVersion = gateVersion;
        this.use = use;
        this.now = now;
    }

    /** Locks the head in a trip of its own. */
    public static ChainWriter lock(Connection connection, OrgId org) throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<ChainWriter> locked = lock(trip, org);
        trip.run(connection);
        return of(locked);
    }

    /** Locks the head as part of a transaction's opening; the writer is there once that has run. */
    public static RoundTrip.Fetched<ChainWriter> lock(RoundTrip opening, OrgId org) {
        return opening.fetch(
                LOCK,
                row -> new ChainWriter(
                        org,
                        row.getLong("seq"),
                        row.getString("hash"),
                        row.getLong("gate_version"),
                        UseRows.read(row),
                        Sql.instant(row, "now")),
                org.value());
    }

    /** @throws IllegalStateException for an org that does not exist: ids of orgs come from our own credentials */
    public static ChainWriter of(RoundTrip.Fetched<ChainWriter> locked) {
        return locked.first().orElseThrow(() -> new IllegalStateException("the org has no chain head"));
    }

    /** The database's clock at the moment the head was locked. */
    public Instant now() {
        return now;
    }

    public long gateVersion() {
        return gateVersion;
    }

    /** The commands of the month, as stored. */
    public MonthlyUse use() {
        return use;
    }

    public void use(MonthlyUse counted) {
        moved |= !counted.equals(use);
        use = counted;
    }

    public long bumpGateVersion() {
        moved = true;
        return ++gateVersion;
    }

    /** The number the entry got. */
    public long append(AuditEntry.Draft draft) {
        AuditEntry entry = AuditEntry.chain(draft, seq + 1, hash);
        appended.add(entry);
        seq = entry.seq();
        hash = entry.hash();
        moved = true;
        return seq;
    }

    public void store(Connection connection) throws SQLException {
        RoundTrip trip = new RoundTrip();
        store(trip);
        trip.run(connection);
    }

    /** Adds the new entries and the moved head to what is sent; nothing where nothing was appended. */
    public void store(RoundTrip closing) {
        if (!moved) {
            return;
        }
        List<Map<String, Object>> rows = appended.stream().map(ChainWriter::row).toList();
        if (!rows.isEmpty()) {
            closing.update(INSERT, org.value(), Json.write(rows));
        }
        closing.update(MOVE, seq, hash, gateVersion, UseRows.month(use), use.commands(), org.value());
    }

    private static Map<String, Object> row(AuditEntry entry) {
        Map<String, Object> row = new HashMap<>();
        row.put("seq", entry.seq());
        row.put("event", entry.fields().get("event"));
        Optional.ofNullable(entry.fields().get("command_id")).ifPresent(id -> row.put("command_id", id));
        row.put("entry", entry.fieldsJson());
        row.put("prev_hash", entry.prevHash());
        row.put("hash", entry.hash());
        return row;
    }
}
