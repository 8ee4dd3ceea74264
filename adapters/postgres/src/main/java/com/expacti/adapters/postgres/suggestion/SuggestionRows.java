package com.expacti.adapters.postgres.suggestion;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.Suggestion.Answer;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.suggestion.Proposal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A suggestion's row: how it is written, answered and read. */
public final class SuggestionRows {
    private static final String KEEP = """
            INSERT INTO suggestions (org_id, id, status, pattern_type, pattern, scope, cwd, examples, max_risk, risk_score,
                runs_mutable_code, approvals, commands, reviewers, approved_since, approved_last, considered, matched, denied,
                found_at)
            VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (org_id, id) DO UPDATE SET examples = excluded.examples, max_risk = excluded.max_risk,
                risk_score = excluded.risk_score, runs_mutable_code = excluded.runs_mutable_code,
                approvals = excluded.approvals, commands = excluded.commands, reviewers = excluded.reviewers,
                approved_since = excluded.approved_since, approved_last = excluded.approved_last,
                considered = excluded.considered, matched = excluded.matched, denied = excluded.denied
            WHERE suggestions.status = 'open'
            """;
    private static final String ANSWER = """
            UPDATE suggestions SET status = ?, answered_by = ?, answered_at = ?, rule_id = ?
            WHERE org_id = ? AND id = ? AND status = 'open'
            """;

    private SuggestionRows() {}

    static void keep(Connection connection, OrgId org, Suggestion suggestion) throws SQLException {
        Proposal proposal = suggestion.proposal();
        Sql.update(
                connection,
                KEEP,
                org.value(),
                suggestion.id(),
                proposal.patternType().name().toLowerCase(Locale.ROOT),
                proposal.pattern(),
                proposal.scope().format(),
                proposal.cwd(),
                proposal.examples(),
                proposal.maxRisk(),
                proposal.riskScore(),
                proposal.runsMutableCode(),
                proposal.approvals(),
                proposal.commands(),
                proposal.reviewers(),
                proposal.since(),
                proposal.last(),
                suggestion.trial().considered(),
                suggestion.trial().matched(),
                suggestion.trial().denied(),
                suggestion.foundAt());
    }

    /**
     * Whoever calls holds the chain head's lock.
     *
     * @throws GateException {@code conflict} where it was answered already, or is no longer suggested
     */
    public static void answer(Connection connection, OrgId org, String id, Answer answer) throws SQLException {
        int answered = Sql.update(
                connection,
                ANSWER,
                answer.status().literal(),
                answer.by(),
                answer.at(),
                answer.ruleId(),
                org.value(),
                id);
        if (answered != 1) {
            throw new GateException(ErrorCode.CONFLICT, "the suggestion was answered already, or is no longer there");
        }
    }

    static Suggestion read(ResultSet row) throws SQLException {
        return new Suggestion(
                row.getString("id"),
                proposal(row),
                new Suggestion.Trial(row.getInt("considered"), row.getInt("matched"), row.getInt("denied")),
                Sql.instant(row, "found_at"),
                answer(row));
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                PatternType.valueOf(row.getString("pattern_type").toUpperCase(Locale.ROOT)),
                row.getString("pattern"),
                RuleScope.parse(row.getString("scope")),
                Sql.text(row, "cwd"),
                Sql.texts(row, "examples"),
                Sql.optionalInt(row, "max_risk"),
                row.getInt("risk_score"),
                row.getBoolean("runs_mutable_code"),
                row.getInt("approvals"),
                row.getInt("commands"),
                Sql.texts(row, "reviewers"),
                Sql.instant(row, "approved_since"),
                Sql.instant(row, "approved_last"));
    }

    private static Optional<Answer> answer(ResultSet row) throws SQLException {
        Optional<Instant> at = Sql.optionalInstant(row, "answered_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                Status.of(row.getString("status"))
                        .orElseThrow(() -> new IllegalStateException("a stored status is unknown")),
                row.getString("answered_by"),
                at.get(),
                Sql.text(row, "rule_id")));
    }
}
