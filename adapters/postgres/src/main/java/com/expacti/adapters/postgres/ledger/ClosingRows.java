package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.ledger.Settlement;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Decision.Approval;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch of settlements leaves in the ledger's tables. Each table takes the whole batch as one JSON value, so that
 * the statement's text, and the plan kept for it, are the same for one settlement and for many.
 */
final class ClosingRows {
    private static final String DECISIONS = """
            INSERT INTO decisions (org_id, command_id, outcome, via, comment, decided_by, reviewers, approvers, rule_ids,
                suggested_command, seq, decided_at, latency_ms)
            SELECT ?, x.command_id, x.outcome, x.via, x.comment, x.decided_by, x.reviewers, x.approvers, x.rule_ids,
                x.suggested_command, x.seq, x.decided_at, x.latency_ms
            FROM json_to_recordset(?::json) AS x(command_id text, outcome text, via text, comment text, decided_by text,
                reviewers text[], approvers text[], rule_ids text[], suggested_command text, seq bigint,
                decided_at timestamptz, latency_ms bigint)
            """;
    private static final String APPROVALS = """
            INSERT INTO approvals (org_id, command_id, agent_id, expires_at, spent_at, gate_version)
            SELECT ?, x.command_id, x.agent_id, x.expires_at, x.spent_at, x.gate_version
            FROM json_to_recordset(?::json) AS x(command_id text, agent_id text, expires_at timestamptz,
                spent_at timestamptz, gate_version bigint)
            """;
    private static final String MARK = "UPDATE commands SET undecided = false WHERE org_id = ? AND id = ANY (?)";
    private static final String HIT = "UPDATE rules SET hits = hits + ?, last_hit_at = ? WHERE org_id = ? AND id = ?";

    private final OrgId org;
    private final List<Map<String, Object>> decisions = new ArrayList<>();
    private final List<Map<String, Object>> approvals = new ArrayList<>();
    private final List<String> waited = new ArrayList<>();
    private final Map<String, Integer> hits = new TreeMap<>();

    ClosingRows(OrgId org) {
        this.org = org;
    }

    void decided(Settlement s, CommandRecord command, Decision decision) {
        decisions.add(decision(s, decision));
        decision.approval().ifPresent(approval -> approvals.add(approval(command, decision, approval)));
        if (s.claim().isEmpty()) {
            waited.add(s.command().value());
        }
        s.ruleIds().forEach(rule -> hits.merge(rule, 1, Integer::sum));
    }

    private static Map<String, Object> decision(Settlement s, Decision decision) {
        Map<String, Object> row = new HashMap<>();
        row.put("command_id", s.command().value());
        row.put("outcome", decision.outcome().literal());
        row.put("via", decision.via().literal());
        decision.comment().ifPresent(comment -> row.put("comment", comment));
        row.put("decided_by", decision.decidedBy());
        row.put("reviewers", decision.reviewers());
        row.put("approvers", s.approvers().stream().map(UserId::value).toList());
        row.put("rule_ids", decision.ruleIds());
        decision.suggestedCommand().ifPresent(text -> row.put("suggested_command", text));
        row.put("seq", decision.seq());
        row.put("decided_at", decision.decidedAt().toString());
        row.put("latency_ms", decision.latencyMs());
        return row;
    }

    private static Map<String, Object> approval(CommandRecord command, Decision decision, Approval approval) {
        Map<String, Object> row = new HashMap<>();
        row.put("command_id", command.submission().id().value());
        row.put("agent_id", command.submission().agent().value());
        row.put("expires_at", approval.expiresAt().toString());
        if (approval.spent()) {
            row.put("spent_at", decision.decidedAt().toString());
        }
        row.put("gate_version", approval.gateVersion());
        return row;
    }

    void addTo(RoundTrip closing, Instant now) {
        closing.update(DECISIONS, org.value(), Json.write(decisions));
        if (!approvals.isEmpty()) {
            closing.update(APPROVALS, org.value(), Json.write(approvals));
        }
        if (!waited.isEmpty()) {
            closing.update(MARK, org.value(), waited);
        }
        hits.forEach((rule, count) -> closing.update(HIT, count, now, org.value(), rule));
    }
}
