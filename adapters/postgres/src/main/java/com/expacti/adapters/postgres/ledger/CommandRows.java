package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.ledger.Claim;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Decision.Approval;
import com.expacti.domain.command.Escalation;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command's row with its decision, approval and result: how it is written and read. */
final class CommandRows {
    static final String SELECT = """
            SELECT c.*, d.outcome, d.via, d.comment, d.decided_by, d.reviewers, d.rule_ids, d.suggested_command, d.seq,
                   d.decided_at, d.latency_ms, a.expires_at AS approval_expires_at, a.spent_at, a.gate_version,
                   r.exit_code, r.duration_ms, r.output_bytes
            FROM commands c
            LEFT JOIN decisions d ON d.org_id = c.org_id AND d.command_id = c.id
            LEFT JOIN approvals a ON a.org_id = c.org_id AND a.command_id = c.id
            LEFT JOIN results r ON r.org_id = c.org_id AND r.command_id = c.id
            WHERE c.org_id = ?
            """;
    /**
     * The session has to be this agent's and open, the ref none of a command that was dropped, and the gate version, where one is given, the org's; returns the ids
     * that were stored.
     */
    private static final String INSERT = """
            INSERT INTO commands (org_id, id, session_id, agent_id, credential_id, ref, digest, command, cwd, target_id,
                context, step, wanted_timeout, spend, held, on_behalf_of, submitted_at, risk_score, risk, anomaly_reasons,
                excluded, deadline, undecided, source_ip)
            SELECT x.org_id, x.id, x.session_id, x.agent_id, x.credential_id, x.ref, x.digest, x.command, x.cwd, x.target_id,
                x.context, x.step, x.wanted_timeout, x.spend, x.held, x.on_behalf_of, %s, x.source_ip
            FROM json_to_recordset(?::json) AS x(org_id text, id text, session_id text, agent_id text, credential_id text,
                ref text, digest text, command text, cwd text, target_id text, context text, step int, wanted_timeout int,
                spend boolean, held boolean, on_behalf_of text, submitted_at timestamptz, risk_score int, risk jsonb,
                anomaly_reasons text[], excluded text[], patience_ms bigint, source_ip text)
            WHERE EXISTS (SELECT 1 FROM sessions s
                WHERE s.org_id = x.org_id AND s.id = x.session_id AND s.agent_id = x.agent_id AND s.closed_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM spent_refs g
                WHERE g.session_id = x.session_id AND g.ref = x.ref AND g.org_id = x.org_id)
            """;

    private static final String STORED = """
            ON CONFLICT (org_id, session_id, ref) DO NOTHING
            RETURNING id
            """;
    private static final String FOUND = "x.risk_score, x.risk, x.anomaly_reasons, x.excluded, ";
    /** A command that comes with its decision, and only while the org's gate version is the one given. */
    static final String INSERT_DECIDED = INSERT.formatted("x.submitted_at, " + FOUND + "NULL, false")
            + "AND (SELECT h.gate_version FROM chain_heads h WHERE h.org_id = x.org_id) = ?\n" + HistoryRows.UNMOVED
            + STORED;
    /** A command that waits for people, its deadline counted from the database's clock. */
    static final String INSERT_WAITING =
            INSERT.formatted("now(), " + FOUND + "now() + x.patience_ms * interval '1 millisecond', true")
                    + HistoryRows.UNMOVED
                    + STORED;

    private CommandRows() {}

    /** One claim as the statements above take it. */
    static Map<String, Object> row(Claim claim) {
        Submission s = claim.submission();
        Map<String, Object> row = new HashMap<>();
        row.put("org_id", s.org().value());
        row.put("id", s.id().value());
        row.put("session_id", s.session().value());
        row.put("agent_id", s.agent().value());
        row.put("credential_id", s.credential().value());
        row.put("ref", s.ref());
        row.put("digest", s.digest().hex());
        row.put("command", s.command());
        s.cwd().ifPresent(cwd -> row.put("cwd", cwd));
        s.target().ifPresent(target -> row.put("target_id", target.value()));
        s.context().ifPresent(context -> row.put("context", context));
        s.step().ifPresent(step -> row.put("step", step));
        s.wantedTimeoutSeconds().ifPresent(seconds -> row.put("wanted_timeout", seconds));
        row.put("spend", s.spend());
        row.put("held", s.heldBySocket());
        s.onBehalfOf().ifPresent(person -> row.put("on_behalf_of", person));
        row.put("submitted_at", s.submittedAt().toString());
        row.put("risk_score", claim.risk().score());
        row.put("risk", RiskJson.of(claim.risk()));
        row.put("anomaly_reasons", claim.anomalyReasons());
        row.put("excluded", claim.excluded().stream().map(UserId::value).toList());
        s.source().ifPresent(source -> row.put("source_ip", source.text()));
        row.put("patience_ms", claim.patience().toMillis());
        return row;
    }

    static RoundTrip.Fetched<CommandRecord> byId(RoundTrip trip, OrgId org, CommandId command) {
        return trip.fetch(SELECT + " AND c.id = ?", CommandRows::read, org.value(), command.value());
    }

    static CommandRecord read(ResultSet row) throws SQLException {
        return new CommandRecord(
                submission(row),
                RiskJson.read(row.getInt("risk_score"), row.getString("risk")),
                Sql.texts(row, "anomaly_reasons"),
                Sql.texts(row, "excluded").stream().map(UserId::new).collect(Collectors.toSet()),
                Sql.optionalInstant(row, "deadline"),
                decision(row),
                Sql.optionalInt(row, "exit_code"),
                Sql.optionalLong(row, "duration_ms"),
                Sql.optionalLong(row, "output_bytes"),
                escalation(row));
    }

    private static Optional<Escalation> escalation(ResultSet row) throws SQLException {
        Optional<Instant> at = Sql.optionalInstant(row, "escalated_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Escalation(
                at.get(),
                Sql.texts(row, "escalated_to").stream().map(UserId::new).toList()));
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(
                new CommandId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new SessionId(row.getString("session_id")),
                new AgentId(row.getString("agent_id")),
                new CredentialId(row.getString("credential_id")),
                row.getString("ref"),
                row.getString("command"),
                Sql.text(row, "cwd"),
                Sql.text(row, "target_id").map(TargetId::new),
                Sql.text(row, "context"),
                Sql.optionalInt(row, "step"),
                Sql.optionalInt(row, "wanted_timeout"),
                row.getBoolean("spend"),
                row.getBoolean("held"),
                Sql.text(row, "on_behalf_of"),
                Sql.text(row, "source_ip").flatMap(SourceAddress::parse),
                Sql.instant(row, "submitted_at"));
    }

    private static Optional<Decision> decision(ResultSet row) throws SQLException {
        Optional<Outcome> outcome = Sql.text(row, "outcome").flatMap(Outcome::of);
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                outcome.get(),
                Via.of(row.getString("via")).orElseThrow(() -> new IllegalStateException("a stored `via` is unknown")),
                Sql.text(row, "comment"),
                row.getString("decided_by"),
                Sql.texts(row, "reviewers"),
                Sql.texts(row, "rule_ids"),
                Sql.text(row, "suggested_command"),
                row.getLong("seq"),
                Sql.instant(row, "decided_at"),
                row.getLong("latency_ms"),
                approval(row)));
    }

    private static Optional<Approval> approval(ResultSet row) throws SQLException {
        Optional<Instant> expires = Sql.optionalInstant(row, "approval_expires_at");
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Approval(
                expires.get(), Sql.optionalInstant(row, "spent_at").isPresent(), row.getLong("gate_version")));
    }
}
