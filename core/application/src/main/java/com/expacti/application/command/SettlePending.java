package com.expacti.application.command;

import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.failure.GateException;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Escalating;
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
import java.time.Instant;
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
        if (isBehind(claimed, stored)) {
            return waitOn(claimed, stored);
        }
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
            case Ruling.Declined(Judgement.Escalate escalate) ->
                throw new IllegalStateException("the sequencer declined what was to be escalated");
            case Ruling.Escalated(Escalating.Result result) -> escalated(claimed, result);
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
            case SettleResult.TooEarly tooEarly -> notYet(claimed);
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

    /** It was claimed by a clock that is ahead, or the wait was given more time since: people have what is left of it. */
    private CommandRecord notYet(PendingItem claimed) {
        CommandRecord now = stored(claimed.org(), claimed.command());
        return now.decision().isPresent() ? done(claimed, now) : waitOn(claimed, now);
    }

    private CommandRecord escalated(PendingItem claimed, Escalating.Result result) {
        return switch (result) {
            case Escalating.Result.Escalated(CommandRecord stored) -> {
                faults.reached(FaultPoint.Step.ESCALATED);
                yield waitOn(claimed, stored);
            }
            case Escalating.Result.Known(CommandRecord stored) ->
                stored.decision().isPresent() ? done(claimed, stored) : waitOn(claimed, stored);
            case Escalating.Result.Moved moved ->
                throw new IllegalStateException("the sequencer gave up on a gate version that moved");
        };
    }

    /** Its first wait is over, and the ledger has given it a second that the queue, by a crash, never heard of. */
    private static boolean isBehind(PendingItem claimed, CommandRecord stored) {
        return claimed.intent().filter(Intent.TimedOut.class::isInstance).isPresent()
                && stored.decision().isEmpty()
                && stored.escalation().isPresent()
                && stored.deadline()
                        .filter(deadline -> deadline.isAfter(claimed.deadline()))
                        .isPresent();
    }

    /** Opens a command to votes again whose wait is not over. Whoever does it tells everybody. */
    private CommandRecord waitOn(PendingItem claimed, CommandRecord stored) {
        Instant deadline =
                stored.deadline().orElseThrow(() -> new IllegalStateException("a waiting command has a deadline"));
        if (queue.prolong(claimed.org(), claimed.command(), deadline)) {
            announcer.announce(stored.escalation()
                    .<Event>map(escalation ->
                            new Event.Escalated(claimed.org(), claimed.command(), deadline, escalation.to()))
                    .orElseGet(() -> new Event.DeadlineChanged(claimed.org(), claimed.command(), deadline)));
        }
        return stored;
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
