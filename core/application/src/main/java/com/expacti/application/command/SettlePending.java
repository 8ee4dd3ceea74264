package com.expacti.application.command;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Judgement;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Ruling;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;
import java.util.Set;

/**
 * Finishes an item that was claimed for settling, whoever claimed it. Doing it twice, or after a crash, changes
 * nothing: the ledger decides once.
 */
public final class SettlePending {
    private final Ledger ledger;
    private final PendingQueue queue;
    private final Sequencer sequencer;
    private final JudgePending judge;
    private final Announcer announcer;
    private final FaultPoint faults;

    public SettlePending(
            Ledger ledger,
            PendingQueue queue,
            Sequencer sequencer,
            JudgePending judge,
            Announcer announcer,
            FaultPoint faults) {
        this.ledger = ledger;
        this.queue = queue;
        this.sequencer = sequencer;
        this.judge = judge;
        this.announcer = announcer;
        this.faults = faults;
    }

    /** The command as it stands afterwards: decided, or pending again where its votes no longer suffice. */
    public CommandRecord settle(PendingItem claimed) {
        return settle(claimed, stored(claimed.org(), claimed.command()));
    }

    /** The same for whoever has just read the command; whether it is decided by now, the ledger looks itself. */
    CommandRecord settle(PendingItem claimed, CommandRecord stored) {
        faults.reached(FaultPoint.Step.DECIDING);
        Ruling ruling = sequencer.settle(claimed.org(), view -> judge.judge(view, stored, claimed));
        return switch (ruling) {
            case Ruling.Declined(Judgement.BackToPending back) -> backToPending(claimed, back.lapsed());
            case Ruling.Declined(Judgement.AskPeople ask) -> backToPending(claimed, Set.of());
            case Ruling.Declined(Judgement.Nothing nothing) -> done(claimed, stored(claimed.org(), claimed.command()));
            case Ruling.Declined(Judgement.Settle settle) ->
                throw new IllegalStateException("the sequencer declined what was to be settled");
            case Ruling.Declined(Judgement.ByHistory open) ->
                throw new IllegalStateException("the sequencer left a judgement open");
            case Ruling.Contended contended -> backToPending(claimed, Set.of());
            case Ruling.Ruled(SettleResult result) -> ruled(claimed, result);
        };
    }

    private CommandRecord ruled(PendingItem claimed, SettleResult result) {
        return switch (result) {
            case SettleResult.Settled settled -> {
                faults.reached(FaultPoint.Step.SETTLED);
                yield done(claimed, settled.stored());
            }
            case SettleResult.Known known -> done(claimed, known.stored());
            case SettleResult.TooLate tooLate -> timeOut(claimed);
            case SettleResult.Conflict conflict ->
                throw new IllegalStateException("a stored command has no claim to conflict with");
            case SettleResult.SessionClosed closed ->
                throw new IllegalStateException("a stored command is settled whatever became of its session");
        };
    }

    /** The votes met the policy, but not in time. */
    private CommandRecord timeOut(PendingItem claimed) {
        Intent late = new Intent.TimedOut();
        queue.reclaim(claimed.org(), claimed.command(), late);
        return settle(new PendingItem(
                claimed.org(),
                claimed.command(),
                claimed.submittedAt(),
                claimed.deadline(),
                claimed.ballots(),
                Optional.of(late),
                claimed.holder(),
                claimed.epoch(),
                claimed.orphanedAt()));
    }

    private CommandRecord backToPending(PendingItem claimed, Set<com.expacti.domain.identity.UserId> lapsed) {
        queue.release(claimed.org(), claimed.command(), lapsed);
        return stored(claimed.org(), claimed.command());
    }

    /** Whoever waits is told first; tidying up can wait, and a sweep does it if this process dies here. */
    private CommandRecord done(PendingItem claimed, CommandRecord decided) {
        announcer.announce(new Event.CommandResolved(claimed.org(), claimed.command()));
        queue.remove(claimed.org(), claimed.command());
        return decided;
    }

    private CommandRecord stored(OrgId org, CommandId command) {
        return ledger.command(org, command).orElseThrow(() -> GateException.notFound("command"));
    }
}
