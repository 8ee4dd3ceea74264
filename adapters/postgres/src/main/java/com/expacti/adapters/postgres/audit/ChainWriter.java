package com.expacti.adapters.postgres.audit;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An org's chain head, locked for the rest of the transaction. Entries are chained in memory and stored by {@link
 * #store} together with the moved head.
 */
public final class ChainWriter {
    private static final String LOCK =
            "SELECT seq, hash, gate_version, clock_timestamp() AS now FROM chain_heads WHERE org_id = ? FOR UPDATE";
    private static final String INSERT =
            "INSERT INTO audit_log (org_id, seq, event, command_id, entry, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String MOVE = "UPDATE chain_heads SET seq = ?, hash = ?, gate_version = ? WHERE org_id = ?";

    private final OrgId org;
    private final Instant now;
    private final List<AuditEntry> appended = new ArrayList<>();
    private long seq;
    private String hash;
    private long gateVersion;
    private boolean moved;

    private ChainWriter(OrgId org, long seq, String hash, long gateVersion, Instant now) {
        this.org = org;
        this.seq = seq;
        this.hash = hash;
        this.gateVersion = gateVersion;
        this.now = now;
    }

    /** @throws IllegalStateException for an org that does not exist: ids of orgs come from our own credentials */
    public static ChainWriter lock(Connection connection, OrgId org) throws SQLException {
        return Sql.one(
                        connection,
                        LOCK,
                        row -> new ChainWriter(
                                org,
                                row.getLong("seq"),
                                row.getString("hash"),
                                row.getLong("gate_version"),
                                Sql.instant(row, "now")),
                        org.value())
                .orElseThrow(() -> new IllegalStateException("the org has no chain head"));
    }

    /** The database's clock at the moment the head was locked. */
    public Instant now() {
        return now;
    }

    public long gateVersion() {
        return gateVersion;
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
        if (!moved) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditEntry entry : appended) {
                Sql.bind(
                        insert,
                        org.value(),
                        entry.seq(),
                        entry.fields().get("event"),
                        entry.fields().get("command_id"),
                        entry.fieldsJson(),
                        entry.prevHash(),
                        entry.hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Sql.update(connection, MOVE, seq, hash, gateVersion, org.value());
    }
}
