package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.ledger.HistoryRows.Known;
import com.expacti.adapters.postgres.org.RuleRows;
import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.command.IdSource;
import com.expacti.application.ledger.Batch;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.DecidedEntry;
import com.expacti.application.ledger.Judged;
import com.expacti.application.ledger.MonthCount;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Decision.Approval;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
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
    private final Batch batch;
    private final IdSource ids;
    private final RoundTrip opening = new RoundTrip();
    private final RoundTrip.Fetched<ChainWriter> head;
    private final RoundTrip.Fetched<HistoryRows.Locked> histories;
    private Map<AgentId, Known> known;
    private List<Judged> judged;
    private List<Settlement> settlements;
    private RoundTrip.Fetched<String> claimed;
    private RoundTrip.Fetched<CommandRecord> waiting;
    private final Map<Settlement, SettleResult> results = new HashMap<>();
    private final List<Ready> ready = new ArrayList<>();
    private Map<AgentId, Known> learned = Map.of();

    /** A settlement that is due, with the command as it stands. */
    private record Ready(Settlement settlement, CommandRecord command) {}

    SettleTransaction(OrgId org, long gateVersion, Batch batch, HistoryMemory memory, IdSource ids) {
        this.org = org;
        this.gateVersion = gateVersion;
        this.batch = batch;
        this.ids = ids;
        this.known = memory.of(org, batch.agents());
        this.head = ChainWriter.lock(opening, org);
        this.histories = HistoryRows.lock(opening, org, known);
        this.judged = batch.judge(HistoryRows.histories(known));
        this.settlements = judged.stream().map(Judged::settlement).toList();
        this.claimed = claiming(opening, known);
        this.waiting = waiting(opening);
    }

    /**
     * Locks the head and the histories, stores the commands that arrive with their decision, if they were judged by what
     * is locked now, and reads those that have waited.
     */
    RoundTrip opening() {
        return opening;
    }

    /** @param unless the histories they were judged by; none under their lock */
    private RoundTrip.Fetched<String> claiming(RoundTrip trip, Map<AgentId, Known> unless) {
        List<Map<String, Object>> rows = settlements.stream()
                .flatMap(s -> s.claim().stream())
                .map(CommandRows::row)
                .toList();
        if (rows.isEmpty()) {
            return new RoundTrip.Fetched<>();
        }
        List<Object> values = new ArrayList<>(List.of(Json.write(rows), gateVersion));
        values.addAll(HistoryRows.unmoved(org, unless));
        return trip.fetch(CommandRows.INSERT_DECIDED, row -> row.getString("id"), values.toArray());
    }

    private RoundTrip.Fetched<CommandRecord> waiting(RoundTrip trip) {
        List<String> wanted = settlements.stream()
                .filter(s -> s.claim().isEmpty())
                .map(s -> s.command().value())
                .toList();
        return wanted.isEmpty()
                ? new RoundTrip.Fetched<>()
                : trip.fetch(STORED, CommandRows::read, org.value(), wanted);
    }

    /** What comes after the opening. */
    BatchResult run(Connection connection) throws SQLException {
        ChainWriter chain = ChainWriter.of(head);
        if (chain.gateVersion() != gateVersion) {
            return new BatchResult.Moved(chain.gateVersion());
        }
        Optional<Map<AgentId, Known>> moved = HistoryRows.moved(known, histories.rows());
        if (moved.isPresent()) {
            judgeAgain(connection, moved.get());
        }
        MonthCount count = new MonthCount(chain.use(), chain.now());
        count(count);
        admitClaimed(connection);
        admitWaiting(chain);
        store(connection, chain, count);
        return new BatchResult.Done(settlements.stream().map(this::result).toList());
    }

    /** This node did not know all that the agents did. Nothing of them is stored yet, and nobody else can move them now. */
    private void judgeAgain(Connection connection, Map<AgentId, Known> now) throws SQLException {
        known = now;
        judged = batch.judge(HistoryRows.histories(known));
        settlements = judged.stream().map(Judged::settlement).toList();
        RoundTrip again = new RoundTrip();
        claimed = claiming(again, Map.of());
        waiting = waiting(again);
        again.run(connection);
    }

    /** What was stored of the agents, once the transaction is committed. */
    Map<AgentId, Known> learned() {
        return learned;
    }

    /** Only what became true now teaches anything. */
    private void learn(RoundTrip closing) {
        Map<AgentId, Known> next = new HashMap<>();
        for (Judged one : judged) {
            if (results.get(one.settlement()) instanceof SettleResult.Settled
                    && one.agent().isPresent()) {
                AgentId agent = one.agent().get();
                Known before = known.getOrDefault(agent, Known.NOTHING);
                AgentHistory history = next.getOrDefault(agent, before).history();
                next.put(agent, before.then(one.teach(history)));
            }
        }
        HistoryRows.store(closing, org, next);
        learned = next;
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

    /** Those that are stored for the first time count, or are turned away because there is no room for them. */
    private void count(MonthCount count) {
        Set<String> stored = Set.copyOf(claimed.rows());
        judged = judged.stream()
                .map(one -> one.settlement()
                        .claim()
                        .filter(claim -> stored.contains(claim.submission().id().value()))
                        .map(claim -> count.arriving(one, claim))
                        .orElse(one))
                .toList();
        settlements = judged.stream().map(Judged::settlement).toList();
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
                OptionalLong.empty(),
                Optional.empty());
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
            return;
        }
        settlement
                .timing()
                .refusal(command.deadline(), now)
                .ifPresentOrElse(
                        refusal -> results.put(settlement, refusal), () -> ready.add(new Ready(settlement, command)));
    }

    /** Everything that becomes true, in one trip with the commit that makes it durable. Nothing may follow it. */
    private void store(Connection connection, ChainWriter chain, MonthCount count) throws SQLException {
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
        notice(chain, count);
        remember(closing, chain);
        learn(closing);
        chain.store(closing);
        closing.committing().run(connection);
    }

    private void notice(ChainWriter chain, MonthCount count) {
        chain.use(count.use());
        count.notices()
                .forEach(notice -> chain.append(MonthCount.fill(
                        new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), MonthCount.event()),
                        notice)));
    }

    private Decision decide(Ready one, ChainWriter chain) {
        Settlement s = one.settlement();
        Submission submission = one.command().submission();
        long latencyMs = Math.max(
                0, Duration.between(submission.submittedAt(), chain.now()).toMillis());
        long seq = chain.append(DecidedEntry.fill(
                new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), DecidedEntry.EVENT),
                s,
                one.command(),
                latencyMs));
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
                c.outputBytes(),
                c.escalation());
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
