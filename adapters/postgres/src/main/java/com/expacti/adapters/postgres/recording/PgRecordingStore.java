package com.expacti.adapters.postgres.recording;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.command.IdSource;
import com.expacti.application.recording.CastHeader;
import com.expacti.application.recording.Recording;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recording.SealedChunk;
import com.expacti.application.recording.SealedEntry;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Recordings on PostgreSQL. Whoever adds to one holds its row's lock. */
@Singleton
final class PgRecordingStore implements RecordingStore {
    private static final String BEGIN = """
            INSERT INTO recordings (org_id, session_id, columns, rows, term, started_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String ONE = "SELECT * FROM recordings WHERE org_id = ? AND session_id = ?";
    private static final String GROW = """
            UPDATE recordings SET chunks = ?, events = ?, bytes = ?, last_micros = ?, full_up = ?
            WHERE org_id = ? AND session_id = ?
            """;

    private final OrgTransactions transactions;
    private final IdSource ids;

    PgRecordingStore(OrgTransactions transactions, IdSource ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public void begin(OrgId org, SessionId session, CastHeader header) {
        var _ = transactions.write(
                org,
                connection -> Sql.update(
                        connection,
                        BEGIN,
                        org.value(),
                        session.value(),
                        header.columns(),
                        header.rows(),
                        header.term(),
                        header.startedAt()));
    }

    @Override
    public Optional<Recording> append(OrgId org, SessionId session, Function<Recording, Recording.Next> next) {
        return transactions.write(org, connection -> {
            Optional<Recording> before = locked(connection, org, session).filter(Recording::open);
            if (before.isEmpty()) {
                return before;
            }
            Recording.Next more = next.apply(before.get());
            Sql.update(
                    connection,
                    "INSERT INTO recording_chunks (org_id, session_id, number, sealed) VALUES (?, ?, ?, ?)",
                    org.value(),
                    session.value(),
                    before.get().chunks(),
                    more.chunk().bytes());
            Recording after = before.get().with(more);
            Sql.update(
                    connection,
                    GROW,
                    after.chunks(),
                    after.events(),
                    after.bytes(),
                    after.lastMicros(),
                    after.full(),
                    org.value(),
                    session.value());
            return Optional.of(after);
        });
    }

    private static Optional<Recording> locked(Connection connection, OrgId org, SessionId session) throws SQLException {
        return Sql.one(connection, ONE + " FOR UPDATE", PgRecordingStore::read, org.value(), session.value());
    }

    @Override
    public Optional<Recording> recording(OrgId org, SessionId session) {
        return transactions.read(
                org, connection -> Sql.one(connection, ONE, PgRecordingStore::read, org.value(), session.value()));
    }

    @Override
    public Optional<SealedChunk> chunk(OrgId org, SessionId session, int number) {
        return transactions.read(
                org,
                connection -> Sql.one(
                        connection,
                        "SELECT sealed FROM recording_chunks WHERE org_id = ? AND session_id = ? AND number = ?",
                        row -> new SealedChunk(row.getBytes("sealed")),
                        org.value(),
                        session.value(),
                        number));
    }

    @Override
    public List<Ref> finished(Duration age, int limit) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org, session FROM finished_recordings(?::interval, ?)",
                row -> new Ref(new OrgId(row.getString("org")), new SessionId(row.getString("session"))),
                age,
                limit));
    }

    /** The chain's head is locked first, as everywhere, so that no two wait for each other. */
    @Override
    public boolean seal(OrgId org, SessionId session, int chunks, Digest sha256) {
        return transactions.write(org, connection -> {
            ChainWriter chain = ChainWriter.lock(connection, org);
            Optional<Recording> recording =
                    locked(connection, org, session).filter(r -> r.sha256().isEmpty() && r.chunks() == chunks);
            if (recording.isEmpty()) {
                return false;
            }
            Sql.update(
                    connection,
                    "UPDATE recordings SET sha256 = ? WHERE org_id = ? AND session_id = ?",
                    sha256.hex(),
                    org.value(),
                    session.value());
            chain.append(SealedEntry.fill(
                    new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), SealedEntry.EVENT),
                    recording.get(),
                    sha256));
            chain.store(connection);
            return true;
        });
    }

    private static Recording read(ResultSet row) throws SQLException {
        return new Recording(
                new SessionId(row.getString("session_id")),
                new CastHeader(
                        row.getInt("columns"),
                        row.getInt("rows"),
                        Sql.text(row, "term"),
                        Sql.instant(row, "started_at")),
                row.getInt("chunks"),
                row.getLong("events"),
                row.getLong("bytes"),
                row.getLong("last_micros"),
                row.getBoolean("full_up"),
                Sql.text(row, "sha256").map(Digest::new));
    }
}
