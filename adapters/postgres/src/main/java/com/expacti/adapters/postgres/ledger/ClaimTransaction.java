package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.ledger.HistoryRows.Known;
import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.SettleResult;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryEvent;
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
    private Attempt attempt;

    /** One claim on its way, by one history. */
    private record Attempt(RoundTrip.Fetched<String> stored, RoundTrip.Fetched<CommandRecord> command, Known next) {}

    ClaimTransaction(Submission submission, Function<AgentHistory, Claim> judge, HistoryMemory memory) {
        this.submission = submission;
        this.judge = judge;
        this.known = memory.of(submission.org(), List.of(submission.agent()));
        this.locked = HistoryRows.lock(opening, submission.org(), known);
        this.attempt = attempt(opening, known, known);
    }

    RoundTrip opening() {
        return opening;
    }

    /** @param unless the histories it depends on; none under their lock */
    private Attempt attempt(RoundTrip trip, Map<AgentId, Known> by, Map<AgentId, Known> unless) {
        OrgId org = submission.org();
        Known before = by.getOrDefault(submission.agent(), Known.NOTHING);
        Claim claim = judge.apply(before.history());
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
        if (moved.isPresent()) {
            RoundTrip again = new RoundTrip();
            attempt = attempt(again, moved.get(), Map.of());
            again.run(connection);
        }
        if (attempt.stored().first().isPresent()) {
            return new ClaimResult.Claimed(attempt.command()
                    .first()
                    .orElseThrow(() -> new IllegalStateException("a command just stored is not there")));
        }
        return switch (Refs.known(connection, submission)) {
            case SettleResult.Known found -> new ClaimResult.Known(found.stored());
            case SettleResult.Conflict conflict -> new ClaimResult.Conflict();
            case SettleResult.SessionClosed closed -> new ClaimResult.SessionClosed(closed.exists());
            case SettleResult.Settled settled -> throw new IllegalStateException("a ref that was taken is not settled");
            case SettleResult.TooLate late -> throw new IllegalStateException("a claim has no deadline yet");
        };
    }

    /** The history as it was stored, once the transaction is committed. */
    Map<AgentId, Known> learned() {
        return attempt.stored().first().isPresent() ? Map.of(submission.agent(), attempt.next()) : Map.of();
    }
}
