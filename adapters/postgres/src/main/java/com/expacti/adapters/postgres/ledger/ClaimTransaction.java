package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.ledger.HistoryRows.Known;
import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.command.IdSource;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.MonthCount;
import com.expacti.application.ledger.SettleResult;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryEvent;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stores a command for people together with what its agent's history makes of it: in one trip where the history is the
 * one this node remembers, else in a second one, under the history's lock.
 */
final class ClaimTransaction {
    private final Submission submission;
    private final Function<AgentHistory, Claim> judge;
    private final Map<AgentId, Known> known;
    private final RoundTrip opening = new RoundTrip();
    private final RoundTrip.Fetched<HistoryRows.Locked> locked;
    private final Optional<RoundTrip.Fetched<ChainWriter>> head;
    private final IdSource ids;
    private Optional<Attempt> attempt;

    /** One claim on its way, by one history. */
    private record Attempt(RoundTrip.Fetched<String> stored, RoundTrip.Fetched<CommandRecord> command, Known next) {}

    ClaimTransaction(Submission submission, Function<AgentHistory, Claim> judge, HistoryMemory memory, IdSource ids) {
        this.submission = submission;
        this.judge = judge;
        this.ids = ids;
        this.known = memory.of(submission.org(), List.of(submission.agent()));
        Claim first = judge.apply(before(known).history());
        boolean counted = first.plan().counts();
        this.head = counted ? Optional.of(ChainWriter.lock(opening, submission.org())) : Optional.empty();
        this.locked = HistoryRows.lock(opening, submission.org(), known);
        this.attempt = counted ? Optional.empty() : Optional.of(attempt(opening, first, before(known), known));
    }

    RoundTrip opening() {
        return opening;
    }

    private Known before(Map<AgentId, Known> by) {
        return by.getOrDefault(submission.agent(), Known.NOTHING);
    }

    /** @param unless the histories it depends on; none under their lock */
    private Attempt attempt(RoundTrip trip, Claim claim, Known before, Map<AgentId, Known> unless) {
        OrgId org = submission.org();
        List<Object> values = new ArrayList<>(List.of(Json.write(List.of(CommandRows.row(claim)))));
        values.addAll(HistoryRows.unmoved(org, unless));
        RoundTrip.Fetched<String> stored =
                trip.fetch(CommandRows.INSERT_WAITING, row -> row.getString("id"), values.toArray());
        Known next = before.then(before.history().after(new HistoryEvent.Submitted(claim.sighting())));
        HistoryRows.storeWith(trip, org, submission.id(), submission.agent(), next);
        return new Attempt(stored, CommandRows.byId(trip, org, submission.id()), next);
    }

    /** What comes after the opening. */
    ClaimResult run(Connection connection) throws SQLException {
        Optional<Map<AgentId, Known>> moved = HistoryRows.moved(known, locked.rows());
        if (head.isPresent()) {
            return counted(connection, ChainWriter.of(head.get()), moved.orElse(known));
        }
        Attempt made = attempt.orElseThrow();
        if (moved.isPresent()) {
            made = again(connection, moved.get());
        }
        return result(connection, made);
    }

    private Attempt again(Connection connection, Map<AgentId, Known> now) throws SQLException {
        RoundTrip trip = new RoundTrip();
        Known before = before(now);
        Attempt made = attempt(trip, judge.apply(before.history()), before, Map.of());
        attempt = Optional.of(made);
        trip.run(connection);
        return made;
    }

    /** Under the head's lock the month's count is the true one, and what is stored for the first time moves it. */
    private ClaimResult counted(Connection connection, ChainWriter chain, Map<AgentId, Known> now) throws SQLException {
        MonthCount count = new MonthCount(chain.use(), chain.now());
        Optional<String> usedUp =
                count.accept(judge.apply(before(now).history()).plan());
        if (usedUp.isPresent()) {
            return new ClaimResult.UsedUp(usedUp.get());
        }
        Attempt made = again(connection, now);
        if (made.stored().first().isPresent()) {
            chain.use(count.use());
            count.notices()
                    .forEach(notice -> chain.append(MonthCount.fill(
                            new AuditEntry.Draft(
                                    "aud_" + ids.next(),
                                    chain.now(),
                                    submission.org().value(),
                                    MonthCount.event()),
                            notice)));
            chain.store(connection);
        }
        return result(connection, made);
    }

    private ClaimResult result(Connection connection, Attempt made) throws SQLException {
        if (made.stored().first().isPresent()) {
            return new ClaimResult.Claimed(made.command()
                    .first()
                    .orElseThrow(() -> new IllegalStateException("a command just stored is not there")));
        }
        return switch (Refs.known(connection, submission)) {
            case SettleResult.Known found -> new ClaimResult.Known(found.stored());
            case SettleResult.Conflict conflict -> new ClaimResult.Conflict();
            case SettleResult.SessionClosed closed -> new ClaimResult.SessionClosed(closed.exists());
            case SettleResult.Settled settled -> throw new IllegalStateException("a ref that was taken is not settled");
            case SettleResult.TooLate _, SettleResult.TooEarly _ ->
                throw new IllegalStateException("a claim has no deadline yet");
        };
    }

    /** The history as it was stored, once the transaction is committed. */
    Map<AgentId, Known> learned() {
        return attempt.filter(made -> made.stored().first().isPresent())
                .map(made -> Map.of(submission.agent(), made.next()))
                .orElse(Map.of());
    }
}
