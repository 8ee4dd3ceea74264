package com.expacti.application.command;

import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.queue.PendingQueue.Orphan;
import com.expacti.domain.approval.Tally;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.decision.Policies;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finishes what nobody else will: waits that are over, commands whose agent is gone, items whose claimer died, and
 * commands a crash left without an item. Any node may run it, and any number at once.
 */
public final class SweepPending {
    public static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration CLAIM_AGE_MAX = Duration.ofSeconds(2);
    private static final Duration ITEMLESS_AGE_MAX = Duration.ofSeconds(20);
    private static final int BATCH = 200;
    private static final System.Logger LOG = System.getLogger(SweepPending.class.getName());

    private final Ledger ledger;
    private final PendingQueue queue;
    private final SettlePending settle;
    private final OrgViewCache views;

    public SweepPending(Ledger ledger, PendingQueue queue, SettlePending settle, OrgViewCache views) {
        this.ledger = ledger;
        this.queue = queue;
        this.views = views;
        this.settle = settle;
    }

    /** Ends waits past their deadline; how many. The queue may go by a node's clock; what is over, the ledger's says. */
    public int expire() {
        List<Ref> due = queue.due(BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        Instant now = ledger.now();
        return each(due, ref -> isOver(ref, now) ? queue.claimDue(ref.org(), ref.command()) : Optional.empty());
    }

    private boolean isOver(Ref ref, Instant now) {
        return ledger.command(ref.org(), ref.command())
                .filter(stored -> stored.decision().isEmpty())
                .flatMap(CommandRecord::deadline)
                .filter(now::isBefore)
                .isEmpty();
    }

    /** What became of a wait that somebody was told is over. */
    public sealed interface Expiry {
        /** This call ended it: the command is decided, or waits on with others asked. */
        record Ended() implements Expiry {}

        /** It was given more time. */
        record NotYet(Instant deadline) implements Expiry {}

        /** It is decided, or somebody is at it. */
        record Gone() implements Expiry {}
    }

    /**
     * Ends one command's wait if it is over by the queue's clock.
     *
     * @throws RuntimeException where it was claimed and could not be settled; {@link #finishStuck} will
     */
    public Expiry expire(OrgId org, CommandId command) {
        Optional<PendingItem> claimed = queue.claimDue(org, command);
        if (claimed.isPresent()) {
            CommandRecord _ = settle.settle(claimed.get());
            return new Expiry.Ended();
        }
        return queue.get(org, command)
                .filter(item -> item.intent().isEmpty())
                .<Expiry>map(item -> new Expiry.NotYet(item.deadline()))
                .orElseGet(Expiry.Gone::new);
    }

    /** Commands whose wait is over, as the queue's index has them. */
    public List<Ref> due() {
        return queue.due(BATCH);
    }

    /** Takes up again what was claimed and not finished; how many. */
    public int finishStuck() {
        return each(
                queue.stuck(CLAIM_AGE_MAX, BATCH),
                ref -> queue.get(ref.org(), ref.command())
                        .filter(item -> item.intent().isPresent()));
    }

    /** Claims what has the votes it needs but whose voter's node died before it could; how many. */
    public int finishVoted() {
        return each(
                queue.voted(BATCH),
                ref -> queue.get(ref.org(), ref.command())
                        .filter(item -> suffice(item))
                        .flatMap(item -> queue.claim(ref.org(), ref.command(), new Intent.Votes())));
    }

    private boolean suffice(PendingItem item) {
        return ledger.command(item.org(), item.command())
                .map(stored -> {
                    OrgView view = views.fresh(item.org());
                    return Tally.of(view, Policies.waiting(view, stored).policy(), stored.excluded(), item.ballots());
                })
                .filter(tally -> !(tally instanceof Tally.Short))
                .isPresent();
    }

    /** Cancels commands whose agent did not come back within its grace; how many. */
    public int cancelOrphans() {
        queue.orphanLost();
        int done = 0;
        for (Orphan orphan : queue.orphans(GRACE, BATCH)) {
            Intent intent = new Intent.Cancelled("system:disconnect", Optional.of("the agent's connection was lost"));
            done += settled(() -> queue.claimAt(orphan.org(), orphan.command(), orphan.epoch(), intent));
        }
        return done;
    }

    /**
     * Denies commands that were stored but, by a crash, never offered to anybody; how many. Their item is not due, lest
     * another sweep took it for a wait that people let pass, and silence approved it.
     */
    public int denyItemless() {
        Instant before = ledger.now().minus(ITEMLESS_AGE_MAX);
        return each(ledger.undecided(before, BATCH), ref -> {
            Instant now = ledger.now();
            PendingItem item =
                    PendingItem.fresh(ref.org(), ref.command(), now, now.plus(ITEMLESS_AGE_MAX), Optional.empty());
            return queue.put(item)
                    ? queue.claim(ref.org(), ref.command(), new Intent.Failed("interrupted before anybody was asked"))
                    : Optional.empty();
        });
    }

    private int each(List<Ref> refs, Function<Ref, Optional<PendingItem>> claim) {
        int done = 0;
        for (Ref ref : refs) {
            done += settled(() -> claim.apply(ref));
        }
        return done;
    }

    /** One that fails is left for the next sweep and keeps no other waiting. */
    private int settled(java.util.function.Supplier<Optional<PendingItem>> claim) {
        try {
            Optional<PendingItem> item = claim.get();
            item.ifPresent(settle::settle);
            return item.isPresent() ? 1 : 0;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a pending command could not be settled; the next sweep tries again",
                    e);
            return 0;
        }
    }
}
