package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.org.RuleRows;
import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
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
import com.expacti.domain.rule.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settling transaction of one org: with the chain head locked and the gate version found unmoved, decisions, audit
 * entries and approvals are stored together or not at all.
 */
final class SettleTransaction {
    private static final Duration APPROVAL_LIFE = Duration.ofSeconds(30);
    private static final String STORED = CommandRows.SELECT + " AND c.id = ANY (?)";

    private final OrgId org;
    private final long gateVersion;
    private final List<Settlement> settlements;
    private final IdSource ids;
    private final RoundTrip opening = new RoundTrip();
    private final RoundTrip.Fetched<ChainWriter> head;
    private final RoundTrip.Fetched<String> claimed;
    private final RoundTrip.Fetched<CommandRecord> waiting;
    private final Map<Settlement, SettleResult> results = new HashMap<>();
    private final List<Ready> ready = new ArrayList<>();

    /** A settlement that is due, with the command as it stands. */
    private record Ready(Settlement settlement, CommandRecord command) {}

    SettleTransaction(OrgId org, long gateVersion, List<Settlement> settlements, IdSource ids) {
        this.org = org;
        this.gateVersion = gateVersion;
        this.settlements = settlements;
        this.ids = ids;
        this.head = ChainWriter.lock(opening, org);
        this.claimed = claiming();
        this.waiting = waiting();
    }

    /** Locks the head, stores the commands that arrive with their decision and reads those that have waited. */
    RoundTrip opening() {
        return opening;
    }

    private RoundTrip.Fetched<String> claiming() {
        List<Map<String, Object>> rows = settlements.stream()
                .flatMap(s -> s.claim().stream())
                .map(CommandRows::row)
                .toList();
        return rows.isEmpty()
                ? new RoundTrip.Fetched<>()
                : opening.fetch(CommandRows.INSERT_DECIDED, row -> row.getString("id"), Json.write(rows), gateVersion);
    }

    private RoundTrip.Fetched<CommandRecord> waiting() {
        List<String> wanted = settlements.stream()
                .filter(s -> s.claim().isEmpty())
                .map(s -> s.command().value())
                .toList();
        return wanted.isEmpty()
                ? new RoundTrip.Fetched<>()
                : opening.fetch(STORED, CommandRows::read, org.value(), wanted);
    }

    /** What comes after the opening. */
    BatchResult run(Connection connection) throws SQLException {
        ChainWriter chain = ChainWriter.of(head);
        if (chain.gateVersion() != gateVersion) {
            return new BatchResult.Moved(chain.gateVersion());
        }
        admitClaimed(connection);
        admitWaiting(chain);
        store(connection, chain);
        return new BatchResult.Done(settlements.stream().map(this::result).toList());
    }

    /** Two of one batch may name the same {@code ref}: the second knows the decision of the first. */
    private SettleResult result(Settlement settlement) {
        SettleResult result = Objects.requireNonNull(results.get(settlement), "every settlement has a result");
        if (result instanceof SettleResult.Known(CommandRecord known)
                && known.decision().isEmpty()) {
            return ready.stream()
                    .filter(one -> one.command()
                            .submission()
                            .id()
                            .equals(known.submission().id()))
                    .map(one -> results.get(one.settlement()))
                    .filter(SettleResult.Settled.class::isInstance)
                    .map(settled -> (SettleResult) new SettleResult.Known(((SettleResult.Settled) settled).stored()))
                    .findFirst()
                    .orElse(result);
        }
        return result;
    }

    /** One whose {@code ref} was taken is answered with the command that has it. */
    private void admitClaimed(Connection connection) throws SQLException {
        Set<String> stored = Set.copyOf(claimed.rows());
        for (Settlement settlement : settlements) {
            if (settlement.claim().isEmpty()) {
                continue;
            }
            Claim claim = settlement.claim().get();
            if (stored.contains(claim.submission().id().value())) {
                ready.add(new Ready(settlement, fresh(claim)));
            } else {
                results.put(settlement, Refs.known(connection, claim.submission()));
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
    private void admitWaiting(ChainWriter chain) {
        Map<CommandId, CommandRecord> stored = new HashMap<>();
        waiting.rows().forEach(command -> stored.put(command.submission().id(), command));
        settlements.stream()
                .filter(s -> s.claim().isEmpty())
                .forEach(s -> admit(s, stored.get(s.command()), chain.now()));
    }

    private void admit(Settlement settlement, @Nullable CommandRecord command, Instant now) {
        if (command == null) {
            throw new IllegalStateException("a settlement names a command of no claim");
        }
        boolean twiceInBatch =
                ready.stream().anyMatch(r -> r.settlement().command().equals(settlement.command()));
        if (command.decision().isPresent() || twiceInBatch) {
            results.put(settlement, new SettleResult.Known(command));
        } else if (settlement.beforeDeadline()
                && command.deadline().filter(d -> !now.isBefore(d)).isPresent()) {
            results.put(settlement, new SettleResult.TooLate());
        } else {
            ready.add(new Ready(settlement, command));
        }
    }

    /** Everything that becomes true, in one trip; the commit that follows makes it durable. */
    private void store(Connection connection, ChainWriter chain) throws SQLException {
        if (ready.isEmpty()) {
            return;
        }
        ClosingRows rows = new ClosingRows(org);
        for (Ready one : ready) {
            Decision decision = decide(one, chain);
            rows.decided(one.settlement(), one.command(), decision);
            results.put(one.settlement(), new SettleResult.Settled(decided(one.command(), decision)));
        }
        RoundTrip closing = new RoundTrip();
        rows.addTo(closing, chain.now());
        remember(closing, chain);
        chain.store(closing);
        closing.run(connection);
    }

    private Decision decide(Ready one, ChainWriter chain) {
        Settlement s = one.settlement();
        Submission submission = one.command().submission();
        long latencyMs = Math.max(
                0, Duration.between(submission.submittedAt(), chain.now()).toMillis());
        long seq = chain.append(entry(one, chain.now(), latencyMs));
        Optional<Approval> approval = s.outcome().allow()
                ? Optional.of(new Approval(chain.now().plus(APPROVAL_LIFE), submission.spend(), chain.gateVersion()))
                : Optional.empty();
        return new Decision(
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

    private AuditEntry.Draft entry(Ready one, Instant now, long latencyMs) {
        Settlement s = one.settlement();
        Submission submission = one.command().submission();
        return new AuditEntry.Draft("aud_" + ids.next(), now, org.value(), "command_decided")
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

    /** A remembered rule is a change of the gate: it moves the version and has an entry of its own. */
    private void remember(RoundTrip closing, ChainWriter chain) {
        for (Ready one : ready) {
            if (one.settlement().remember().isEmpty()) {
                continue;
            }
            Rule rule = one.settlement().remember().get();
            RuleRows.insert(closing, org, rule);
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
