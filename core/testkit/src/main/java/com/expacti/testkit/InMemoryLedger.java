package com.expacti.testkit;

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
import com.expacti.application.ledger.MonthCount;
import com.expacti.application.ledger.Redemption;
import com.expacti.application.ledger.SettleResult;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryEvent;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The ledger in memory. */
public final class InMemoryLedger implements Ledger {
    private final InMemoryDatabase database;

    public InMemoryLedger(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public ClaimResult claim(Submission submission, Function<AgentHistory, Claim> judge) {
        Instant now = database.now();
        return database.in(submission.org(), org -> {
            Optional<SettleResult> taken = InMemorySettlement.taken(org, submission);
            if (taken.isEmpty()) {
                AgentHistory history = org.history(submission.agent());
                Claim claim = judge.apply(history);
                MonthCount count = new MonthCount(org.use, now);
                Optional<String> usedUp = count.accept(claim.plan());
                if (usedUp.isPresent()) {
                    return new ClaimResult.UsedUp(usedUp.get());
                }
                org.counted(count, now);
                org.remember(submission.agent(), history.after(new HistoryEvent.Submitted(claim.sighting())));
                CommandRecord stored = Rows.undecided(claim, now, Optional.of(now.plus(claim.patience())));
                org.commands.put(stored.submission().id(), stored);
                return new ClaimResult.Claimed(stored);
            }
            return switch (taken.get()) {
                case SettleResult.Known known -> new ClaimResult.Known(known.stored());
                case SettleResult.Conflict conflict -> new ClaimResult.Conflict();
                case SettleResult.SessionClosed closed -> new ClaimResult.SessionClosed(closed.exists());
                case SettleResult.Settled settled -> throw new IllegalStateException("nothing was settled");
                case SettleResult.TooLate _, SettleResult.TooEarly _ ->
                    throw new IllegalStateException("a claim has no deadline yet");
            };
        });
    }

    @Override
    public BatchResult settle(OrgId org, long gateVersion, Batch batch) {
        return database.in(org, state -> {
            if (state.gateVersion() != gateVersion) {
                return new BatchResult.Moved(state.gateVersion());
            }
            var transaction = new InMemorySettlement(state, database.now());
            Map<AgentId, AgentHistory> histories = new LinkedHashMap<>();
            batch.agents().forEach(agent -> histories.put(agent, state.history(agent)));
            return new BatchResult.Done(
                    batch.judge(histories).stream().map(transaction::settle).toList());
        });
    }

    @Override
    public AgentHistory history(OrgId org, AgentId agent) {
        return database.in(org, state -> state.history(agent));
    }

    @Override
    public Optional<CommandRecord> command(OrgId org, CommandId command) {
        return database.in(org, state -> Optional.ofNullable(state.commands.get(command)));
    }

    @Override
    public Optional<CommandRecord> byRef(OrgId org, SessionId session, String ref) {
        return database.in(org, state -> Rows.byRef(state, session, ref));
    }

    @Override
    public CommandPage commands(OrgId org, CommandFilter filter) {
        return database.in(
                org,
                state -> new CommandPage(
                        state.commands.values().stream()
                                .filter(c -> matches(c, filter))
                                .sorted(Comparator.comparing((CommandRecord c) ->
                                                c.submission().id().value())
                                        .reversed())
                                .limit(filter.limit())
                                .toList(),
                        Optional.empty()));
    }

    private static boolean matches(CommandRecord c, CommandFilter filter) {
        String text = c.submission().command().toLowerCase(Locale.ROOT);
        return filter.status().map(c.status()::equals).orElse(true)
                && filter.session().map(c.submission().session()::equals).orElse(true)
                && filter.agent().map(c.submission().agent()::equals).orElse(true)
                && filter.text()
                        .map(t -> text.contains(t.toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && filter.before()
                        .map(b -> c.submission().id().value().compareTo(b) < 0)
                        .orElse(true);
    }

    @Override
    public Redemption redeem(OrgId org, CommandId command, AgentId agent, long gateVersion) {
        return database.in(org, state -> {
            Optional<CommandRecord> stored = Optional.ofNullable(state.commands.get(command))
                    .filter(c -> c.submission().agent().equals(agent));
            Optional<Decision> decision = stored.flatMap(CommandRecord::decision);
            Optional<Decision.Approval> approval = decision.flatMap(Decision::approval);
            if (approval.isEmpty()) {
                return Redemption.UNKNOWN;
            }
            if (approval.get().spent()) {
                return Redemption.USED;
            }
            if (!database.now().isBefore(approval.get().expiresAt())) {
                return Redemption.EXPIRED;
            }
            if (state.gateVersion() != gateVersion) {
                return Redemption.MOVED;
            }
            state.commands.put(
                    command, Rows.decided(stored.orElseThrow(), Rows.spent(decision.orElseThrow(), approval.get())));
            return Redemption.REDEEMED;
        });
    }

    @Override
    public Optional<Decision.Approval> approval(OrgId org, CommandId command) {
        return command(org, command).flatMap(CommandRecord::decision).flatMap(Decision::approval);
    }

    @Override
    public void result(
            OrgId org, CommandId command, OptionalInt exitCode, OptionalLong durationMs, OptionalLong outputBytes) {
        boolean _ = database.in(org, state -> Rows.report(state, command, exitCode, durationMs, outputBytes));
    }

    @Override
    public void deadline(OrgId org, CommandId command, Instant deadline) {
        boolean _ = database.in(
                org,
                state -> state.commands.computeIfPresent(
                                command, (id, c) -> c.decision().isPresent() ? c : Rows.postponed(c, deadline))
                        != null);
    }

    @Override
    public Escalating.Result escalate(OrgId org, long gateVersion, Escalating escalating) {
        return database.in(org, state -> {
            if (state.gateVersion() != gateVersion) {
                return new Escalating.Result.Moved(state.gateVersion());
            }
            CommandRecord stored = Optional.ofNullable(state.commands.get(escalating.command()))
                    .orElseThrow(() -> GateException.notFound("command"));
            if (stored.decision().isPresent() || stored.escalation().isPresent()) {
                return new Escalating.Result.Known(stored);
            }
            Instant now = database.now();
            CommandRecord escalated = Rows.escalated(stored, escalating, now);
            state.commands.put(escalating.command(), escalated);
            long _ = state.append(EscalatedEntry.fill(state.draft(EscalatedEntry.EVENT, now), stored, escalating));
            return new Escalating.Result.Escalated(escalated);
        });
    }

    @Override
    public List<Ref> undecided(Instant before, int limit) {
        return database.acrossOrgs(orgs -> orgs.stream()
                .flatMap(org -> org.commands.values().stream())
                .filter(c ->
                        c.decision().isEmpty() && !c.submission().submittedAt().isAfter(before))
                .sorted(Comparator.comparing(c -> c.submission().submittedAt()))
                .limit(limit)
                .map(c -> new Ref(c.submission().org(), c.submission().id()))
                .toList());
    }

    @Override
    public Instant now() {
        return database.now();
    }
}
