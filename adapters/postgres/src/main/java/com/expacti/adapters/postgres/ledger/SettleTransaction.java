package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.org.RuleRows;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.command.IdSource;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Decision.Approval;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.rule.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The settling transaction of one org: with the chain head locked and the gate version found unmoved, decisions, audit
 * entries and approvals are stored together or not at all.
 */
final class SettleTransaction {
    private static final Duration APPROVAL_LIFE = Duration.ofSeconds(30);
    private static final String DECISION = """
            INSERT INTO decisions (org_id, command_id, outcome, via, comment, decided_by, reviewers, approvers, rule_ids,
                suggested_command, seq, decided_at, latency_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String APPROVAL =
            "INSERT INTO approvals (org_id, command_id, agent_id, expires_at, spent_at, gate_version) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String STORED = CommandRows.SELECT + " AND c.id = ANY (?)";

    private final Connection connection;
    private final OrgId org;
    private final IdSource ids;
    private final ChainWriter chain;
    private final Map<Settlement, SettleResult> results = new HashMap<>();
    private final List<Ready> ready = new ArrayList<>();

    /** A settlement that is due, with the command as it stands. */
    private record Ready(Settlement settlement, CommandRecord command) {}

    private SettleTransaction(Connection connection, OrgId org, IdSource ids, ChainWriter chain) {
        this.connection = connection;
        this.org = org;
        this.ids = ids;
        this.chain = chain;
    }

    static BatchResult run(
            Connection connection, OrgId org, long gateVersion, List<Settlement> settlements, IdSource ids)
            throws SQLException {
        ChainWriter chain = ChainWriter.lock(connection, org);
        if (chain.gateVersion() != gateVersion) {
            return new BatchResult.Moved(chain.gateVersion());
        }
        SettleTransaction transaction = new SettleTransaction(connection, org, ids, chain);
        transaction.claim(settlements);
        transaction.admit(settlements);
        transaction.store();
        return new BatchResult.Done(settlements.stream()
                .map(s -> Objects.requireNonNull(transaction.results.get(s), "every settlement has a result"))
                .toList());
    }

    /** Stores the commands that arrive with their decision; one whose {@code ref} is taken is answered with that. */
    private void claim(List<Settlement> settlements) throws SQLException {
        List<Settlement> claiming =
                settlements.stream().filter(s -> s.claim().isPresent()).toList();
        if (claiming.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(CommandRows.INSERT)) {
            for (Settlement settlement : claiming) {
                Claim claim = settlement.claim().orElseThrow();
                CommandRows.bind(insert, claim, claim.submission().submittedAt(), Optional.empty());
                insert.addBatch();
            }
            int[] stored = insert.executeBatch();
            for (int i = 0; i < stored.length; i++) {
                Settlement settlement = claiming.get(i);
                Claim claim = settlement.claim().orElseThrow();
                if (stored[i] == 1) {
                    ready.add(new Ready(settlement, fresh(claim)));
                } else {
                    results.put(settlement, Refs.known(connection, claim.submission()));
                }
            }
        }
    }

    private static CommandRecord fresh(Claim claim) {
        return new CommandRecord(
                claim.submission(),
                claim.risk(),
                claim.anomalyReasons(),
                claim.excluded(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Looks at the stored commands as they are now, under the lock. */
    private void admit(List<Settlement> settlements) throws SQLException {
        List<Settlement> waiting =
                settlements.stream().filter(s -> s.claim().isEmpty()).toList();
        if (waiting.isEmpty()) {
            return;
        }
        Map<CommandId, CommandRecord> stored = new LinkedHashMap<>();
        List<String> wanted = waiting.stream().map(s -> s.command().value()).toList();
        for (CommandRecord command : Sql.list(connection, STORED, CommandRows::read, org.value(), wanted)) {
            stored.put(command.submission().id(), command);
        }
        for (Settlement settlement : waiting) {
            admit(settlement, stored.get(settlement.command()));
        }
    }

    private void admit(Settlement settlement, @Nullable CommandRecord command) {
        if (command == null) {
            throw new IllegalStateException("a settlement names a command of no claim");
        }
        boolean twiceInBatch =
                ready.stream().anyMatch(r -> r.settlement().command().equals(settlement.command()));
        if (command.decision().isPresent() || twiceInBatch) {
            results.put(settlement, new SettleResult.Known(command));
        } else if (settlement.beforeDeadline()
                && command.deadline().filter(d -> !chain.now().isBefore(d)).isPresent()) {
            results.put(settlement, new SettleResult.TooLate());
        } else {
            ready.add(new Ready(settlement, command));
        }
    }

    private void store() throws SQLException {
        if (ready.isEmpty()) {
            return;
        }
        try (PreparedStatement decisions = connection.prepareStatement(DECISION);
                PreparedStatement approvals = connection.prepareStatement(APPROVAL)) {
            for (Ready one : ready) {
                decide(one, decisions, approvals);
            }
            decisions.executeBatch();
            approvals.executeBatch();
        }
        markDecided();
        countHits();
        remember();
        chain.store(connection);
    }

    private void decide(Ready one, PreparedStatement decisions, PreparedStatement approvals) throws SQLException {
        Settlement s = one.settlement();
        Submission submission = one.command().submission();
        long latencyMs = Math.max(
                0, Duration.between(submission.submittedAt(), chain.now()).toMillis());
        long seq = chain.append(entry(one, latencyMs));
        Sql.bind(
                decisions,
                org.value(),
                s.command().value(),
                s.outcome().literal(),
                s.via().literal(),
                s.comment(),
                s.decidedBy(),
                s.reviewers(),
                s.approvers().stream().map(UserId::value).toList(),
                s.ruleIds(),
                s.suggestedCommand(),
                seq,
                chain.now(),
                latencyMs);
        decisions.addBatch();
        Optional<Approval> approval = Optional.empty();
        if (s.outcome().allow()) {
            Instant expires = chain.now().plus(APPROVAL_LIFE);
            approval = Optional.of(new Approval(expires, submission.spend(), chain.gateVersion()));
            Sql.bind(
                    approvals,
                    org.value(),
                    s.command().value(),
                    submission.agent().value(),
                    expires,
                    submission.spend() ? Optional.of(chain.now()) : Optional.empty(),
                    chain.gateVersion());
            approvals.addBatch();
        }
        Decision decision = new Decision(
                s.outcome(),
                s.via(),
                s.comment(),
                s.decidedBy(),
                s.reviewers(),
                s.ruleIds(),
                s.suggestedCommand(),
                seq,
                chain.now(),
                latencyMs,
                approval);
        results.put(s, new SettleResult.Settled(decided(one.command(), decision)));
    }

    private static CommandRecord decided(CommandRecord c, Decision decision) {
        return new CommandRecord(
                c.submission(),
                c.risk(),
                c.anomalyReasons(),
                c.excluded(),
                c.deadline(),
                Optional.of(decision),
                c.exitCode(),
                c.durationMs(),
                c.outputBytes());
    }

    private AuditEntry.Draft entry(Ready one, long latencyMs) {
        Settlement s = one.settlement();
        Submission submission = one.command().submission();
        return new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), "command_decided")
                .put("command_id", s.command().value())
                .put("command", submission.command())
                .put("session_id", submission.session().value())
                .put("agent_id", submission.agent().value())
                .put("decision", s.outcome().literal())
                .put("via", s.via().literal())
                .put("decided_by", s.decidedBy())
                .put("comment", s.comment())
                .put("risk_score", one.command().risk().score())
                .put("anomaly_reasons", one.command().anomalyReasons())
                .put("rule_ids", s.ruleIds())
                .put("latency_ms", latencyMs);
    }

    private void markDecided() throws SQLException {
        List<String> waited = ready.stream()
                .filter(r -> r.settlement().claim().isEmpty())
                .map(r -> r.settlement().command().value())
                .toList();
        if (!waited.isEmpty()) {
            Sql.update(
                    connection,
                    "UPDATE commands SET undecided = false WHERE org_id = ? AND id = ANY (?)",
                    org.value(),
                    waited);
        }
    }

    private void countHits() throws SQLException {
        Map<String, Integer> hits = new LinkedHashMap<>();
        ready.forEach(r -> r.settlement().ruleIds().forEach(rule -> hits.merge(rule, 1, Integer::sum)));
        for (Map.Entry<String, Integer> hit : hits.entrySet()) {
            Sql.update(
                    connection,
                    "UPDATE rules SET hits = hits + ?, last_hit_at = ? WHERE org_id = ? AND id = ?",
                    hit.getValue(),
                    chain.now(),
                    org.value(),
                    hit.getKey());
        }
    }

    /** A remembered rule is a change of the gate: it moves the version and has an entry of its own. */
    private void remember() throws SQLException {
        for (Ready one : ready) {
            if (one.settlement().remember().isEmpty()) {
                continue;
            }
            Rule rule = one.settlement().remember().get();
            RuleRows.insert(connection, org, rule);
            OrgChange change = new OrgChange.RuleMade(rule);
            chain.bumpGateVersion();
            chain.append(new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), change.event())
                    .put("subject", change.subject())
                    .put("command_id", one.settlement().command().value())
                    .put("comment", change.description())
                    .put("decided_by", one.settlement().decidedBy())
                    .put("rule_ids", List.of(rule.id())));
        }
    }
}
