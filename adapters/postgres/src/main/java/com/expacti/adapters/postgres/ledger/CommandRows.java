package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.ledger.Claim;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Decision.Approval;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
    /** The session has to be this agent's and open; what it gives is 0 or 1 rows. */
    static final String INSERT = """
            INSERT INTO commands (org_id, id, session_id, agent_id, credential_id, ref, digest, command, cwd, target_id,
                context, step, wanted_timeout, spend, held, on_behalf_of, submitted_at, risk_score, risk, anomaly_reasons,
                excluded, deadline, undecided)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?
            WHERE EXISTS (SELECT 1 FROM sessions s
                WHERE s.org_id = ? AND s.id = ? AND s.agent_id = ? AND s.closed_at IS NULL)
            ON CONFLICT (org_id, session_id, ref) DO NOTHING
            """;

    private CommandRows() {}

    /** @param deadline present for a command that waits for people */
    static void bind(PreparedStatement insert, Claim claim, Instant submittedAt, Optional<Instant> deadline)
            throws SQLException {
        Submission s = claim.submission();
        Sql.bind(
                insert,
                s.org().value(),
                s.id().value(),
                s.session().value(),
                s.agent().value(),
                s.credential().value(),
                s.ref(),
                s.digest().hex(),
                s.command(),
                s.cwd(),
                s.target().map(TargetId::value),
                s.context(),
                s.step(),
                s.wantedTimeoutSeconds(),
                s.spend(),
                s.heldBySocket(),
                s.onBehalfOf(),
                submittedAt,
                claim.risk().score(),
                RiskJson.write(claim.risk()),
                claim.anomalyReasons(),
                claim.excluded().stream().map(UserId::value).toList(),
                deadline,
                deadline.isPresent(),
                s.org().value(),
                s.session().value(),
                s.agent().value());
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
                Sql.optionalLong(row, "output_bytes"));
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
