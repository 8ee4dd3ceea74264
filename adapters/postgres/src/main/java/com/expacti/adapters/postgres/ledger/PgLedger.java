package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Batch;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.CommandPage;
import com.expacti.application.ledger.EscalatedEntry;
import com.expacti.application.ledger.Escalating;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Redemption;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryFields;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision.Approval;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The ledger on PostgreSQL. */
@Singleton
final class PgLedger implements Ledger {
    private static final String REDEEM = """
            UPDATE approvals SET spent_at = clock_timestamp()
            WHERE org_id = ? AND command_id = ? AND agent_id = ? AND spent_at IS NULL AND expires_at > clock_timestamp()
              AND (SELECT gate_version FROM chain_heads WHERE org_id = ?) = ?
            """;
    private static final String APPROVAL = """
            SELECT a.agent_id, a.expires_at, a.spent_at, a.gate_version, a.expires_at > clock_timestamp() AS in_time
            FROM approvals a WHERE a.org_id = ? AND a.command_id = ?
            """;

    private static final String ESCALATE = """
            UPDATE commands SET escalated_at = clock_timestamp(), escalated_to = ?,
                deadline = greatest(deadline, least(clock_timestamp() + ?::interval, submitted_at + ?::interval))
            WHERE org_id = ? AND id = ? AND undecided AND escalated_at IS NULL
            """;

    private final OrgTransactions transactions;
    private final IdSource ids;
    private final HistoryMemory memory = new HistoryMemory();

    PgLedger(OrgTransactions transactions, IdSource ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public ClaimResult claim(Submission submission, Function<AgentHistory, Claim> judge) {
        ClaimTransaction transaction = new ClaimTransaction(submission, judge, memory, ids);
        ClaimResult result = transactions.write(submission.org(), transaction.opening(), transaction::run);
        memory.committed(submission.org(), transaction.learned());
        return result;
    }

    @Override
    public BatchResult settle(OrgId org, long gateVersion, Batch batch) {
        SettleTransaction transaction = new SettleTransaction(org, gateVersion, batch, memory, ids);
        BatchResult result = transactions.write(org, transaction.opening(), transaction::run);
        memory.committed(org, transaction.learned());
        return result;
    }

    @Override
    public AgentHistory history(OrgId org, AgentId agent) {
        return transactions
                .read(
                        org,
                        connection -> Sql.one(
                                connection,
                                "SELECT history FROM agent_histories WHERE org_id = ? AND agent_id = ?",
                                row -> Sql.text(row, "history"),
                                org.value(),
                                agent.value()))
                .flatMap(Function.identity())
                .map(json -> HistoryFields.read(Json.object(json)))
                .orElse(AgentHistory.NONE);
    }

    @Override
    public Optional<CommandRecord> command(OrgId org, CommandId command) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<CommandRecord> found = CommandRows.byId(trip, org, command);
        transactions.readIn(org, trip);
        return found.first();
    }

    @Override
    public Optional<CommandRecord> byRef(OrgId org, SessionId session, String ref) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<CommandRecord> found =
                trip.fetch(Refs.BY_REF, CommandRows::read, org.value(), session.value(), ref, ref);
        transactions.listIn(org, trip);
        return found.first();
    }

    @Override
    public CommandPage commands(OrgId org, CommandFilter filter) {
        return new CommandList(org, filter).read(transactions);
    }

    @Override
    public Redemption redeem(OrgId org, CommandId command, AgentId agent, long gateVersion) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> spent =
                trip.update(REDEEM, org.value(), command.value(), agent.value(), org.value(), gateVersion);
        transactions.writeIn(org, trip);
        return spent.updated() == 1
                ? Redemption.REDEEMED
                : transactions.read(org, connection -> whyNot(connection, org, command, agent));
    }

    private static Redemption whyNot(Connection connection, OrgId org, CommandId command, AgentId agent)
            throws SQLException {
        return Sql.one(
                        connection,
                        APPROVAL,
                        row -> {
                            if (!row.getString("agent_id").equals(agent.value())) {
                                return Redemption.UNKNOWN;
                            }
                            if (Sql.optionalInstant(row, "spent_at").isPresent()) {
                                return Redemption.USED;
                            }
                            return row.getBoolean("in_time") ? Redemption.MOVED : Redemption.EXPIRED;
                        },
                        org.value(),
                        command.value())
                .orElse(Redemption.UNKNOWN);
    }

    @Override
    public Optional<Approval> approval(OrgId org, CommandId command) {
        return transactions.read(
                org,
                connection -> Sql.one(
                        connection,
                        APPROVAL,
                        row -> new Approval(
                                Sql.instant(row, "expires_at"),
                                Sql.optionalInstant(row, "spent_at").isPresent(),
                                row.getLong("gate_version")),
                        org.value(),
                        command.value()));
    }

    @Override
    public void result(
            OrgId org, CommandId command, OptionalInt exitCode, OptionalLong durationMs, OptionalLong outputBytes) {
        RoundTrip trip = new RoundTrip();
        var _ = trip.update(
                "INSERT INTO results (org_id, command_id, exit_code, duration_ms, output_bytes) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                org.value(),
                command.value(),
                exitCode,
                durationMs,
                outputBytes);
        transactions.writeIn(org, trip);
    }

    @Override
    public void deadline(OrgId org, CommandId command, Instant deadline) {
        var _ = transactions.write(
                org,
                connection -> Sql.update(
                        connection,
                        "UPDATE commands SET deadline = greatest(deadline, ?) WHERE org_id = ? AND id = ? AND undecided",
                        deadline,
                        org.value(),
                        command.value()));
    }

    @Override
    public Escalating.Result escalate(OrgId org, long gateVersion, Escalating escalating) {
        return transactions.write(org, connection -> {
            ChainWriter chain = ChainWriter.lock(connection, org);
            if (chain.gateVersion() != gateVersion) {
                return new Escalating.Result.Moved(chain.gateVersion());
            }
            boolean first = Sql.update(
                            connection,
                            ESCALATE,
                            escalating.to().stream().map(UserId::value).toList(),
                            escalating.by(),
                            escalating.waitMax(),
                            org.value(),
                            escalating.command().value())
                    == 1;
            CommandRecord stored = stored(connection, org, escalating.command());
            if (!first) {
                return new Escalating.Result.Known(stored);
            }
            chain.append(EscalatedEntry.fill(
                    new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), EscalatedEntry.EVENT),
                    stored,
                    escalating));
            chain.store(connection);
            return new Escalating.Result.Escalated(stored);
        });
    }

    private static CommandRecord stored(Connection connection, OrgId org, CommandId command) throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<CommandRecord> found = CommandRows.byId(trip, org, command);
        trip.run(connection);
        return found.first().orElseThrow(() -> GateException.notFound("command"));
    }

    @Override
    public List<Ref> undecided(Instant before, int limit) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org, command FROM undecided_commands(?, ?)",
                row -> new Ref(new OrgId(row.getString("org")), new CommandId(row.getString("command"))),
                before,
                limit));
    }

    @Override
    public Instant now() {
        return transactions.acrossOrgs(PgLedger::clock);
    }

    private static Instant clock(Connection connection) throws SQLException {
        return Sql.one(connection, "SELECT clock_timestamp() AS now", row -> Sql.instant(row, "now"))
                .orElseThrow(() -> new IllegalStateException("the database has no clock"));
    }
}
