package com.expacti.application.ledger;

import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Batches one org's settlements into one transaction: what arrives while a commit is under way goes along with the
 * next. Nobody waits for company: a lone settlement goes at once, on its caller's thread.
 */
public final class Sequencer {
    static final int BATCH_MAX = 64;
    static final int ATTEMPTS = 4;

    private final Ledger ledger;
    private final OrgViewCache views;
    private final Map<OrgId, Lane> lanes = new ConcurrentHashMap<>();

    public Sequencer(Ledger ledger, OrgViewCache views) {
        this.ledger = ledger;
        this.views = views;
    }

    /** Judges and settles the proposal; blocks until it is durable, or throws what the ledger threw. */
    public Ruling settle(OrgId org, Proposal proposal) {
        Ticket ticket = new Ticket(proposal, new CompletableFuture<>());
        if (lanes.computeIfAbsent(org, Lane::new).enter(ticket)) {
            lanes.get(org).drain();
        }
        try {
            return ticket.ruling.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private record Ticket(Proposal proposal, CompletableFuture<Ruling> ruling) {}

    /** A ticket that goes to the store with this judgement, which its agent's history may still turn down. */
    private record Going(Ticket ticket, Judgement judgement) {
        Optional<AgentId> agent() {
            return switch (judgement) {
                case Judgement.ByHistory byHistory -> Optional.of(byHistory.agent());
                case Judgement.Settle settle -> new Judged(settle.settlement(), settle.lesson()).agent();
                case Judgement.AskPeople _, Judgement.BackToPending _, Judgement.Escalate _, Judgement.Nothing _ ->
                    Optional.empty();
            };
        }
    }

    /** Judges each by what the ones before it made of its agent's history. Used for one call of the ledger. */
    private static final class LaneBatch implements Batch {
        private final List<Going> going;
        private final List<Ticket> settling = new ArrayList<>();
        private final List<Runnable> others = new ArrayList<>();

        LaneBatch(List<Going> going) {
            this.going = going;
        }

        @Override
        public Set<AgentId> agents() {
            return going.stream().flatMap(one -> one.agent().stream()).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public List<Judged> judge(Map<AgentId, AgentHistory> histories) {
            Map<AgentId, AgentHistory> now = new HashMap<>(histories);
            List<Judged> judged = new ArrayList<>();
            settling.clear();
            others.clear();
            for (Going one : going) {
                judge(one, now).ifPresent(settled -> {
                    settling.add(one.ticket());
                    judged.add(settled);
                    settled.agent().ifPresent(agent -> now.computeIfPresent(agent, (_, h) -> settled.teach(h)));
                });
            }
            return judged;
        }

        private Optional<Judged> judge(Going one, Map<AgentId, AgentHistory> now) {
            CompletableFuture<Ruling> ruling = one.ticket().ruling();
            try {
                Judgement judgement = one.judgement() instanceof Judgement.ByHistory(var agent, var rest)
                        ? rest.apply(now.getOrDefault(agent, AgentHistory.NONE))
                        : one.judgement();
                if (judgement instanceof Judgement.Settle(Settlement settlement, Optional<Lesson> lesson)) {
                    return Optional.of(new Judged(settlement, lesson));
                }
                others.add(() -> ruling.complete(new Ruling.Declined(judgement)));
            } catch (RuntimeException e) {
                others.add(() -> ruling.completeExceptionally(e));
            }
            return Optional.empty();
        }

        /** Nobody is told before the store has spoken: where it did nothing, all of it is judged again. */
        void complete(List<SettleResult> results) {
            others.forEach(Runnable::run);
            for (int i = 0; i < settling.size(); i++) {
                settling.get(i).ruling().complete(new Ruling.Ruled(results.get(i)));
            }
        }
    }

    /** One org's queue. INVARIANT: at most one thread settles for an org on this node. */
    private final class Lane {
        private final OrgId org;
        private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
        private boolean busy;

        Lane(OrgId org) {
            this.org = org;
        }

        /** Whether the caller has to drain. */
        synchronized boolean enter(Ticket ticket) {
            waiting.add(ticket);
            boolean lead = !busy;
            busy = true;
            return lead;
        }

        /** Settles one batch, then hands over to a thread of its own if others came meanwhile. */
        void drain() {
            settleBatch(next());
            synchronized (this) {
                if (waiting.isEmpty()) {
                    busy = false;
                    return;
                }
            }
            Thread.ofVirtual().name("settle-" + org).start(this::drain);
        }

        private synchronized List<Ticket> next() {
            List<Ticket> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < BATCH_MAX) {
                batch.add(waiting.poll());
            }
            return batch;
        }

        private void settleBatch(List<Ticket> batch) {
            try {
                List<Ticket> open = batch;
                for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
                    open = attempt(open, views.current(org));
                }
                open.forEach(ticket -> ticket.ruling.complete(new Ruling.Contended()));
            } catch (RuntimeException | Error e) {
                batch.forEach(ticket -> ticket.ruling.completeExceptionally(e));
            }
        }

        /** The tickets that have to be judged again, because the gate version had moved. */
        private List<Ticket> attempt(List<Ticket> open, OrgView view) {
            List<Going> going = new ArrayList<>();
            List<Ticket> again = new ArrayList<>();
            for (Ticket ticket : open) {
                Judgement judgement;
                try {
                    judgement = ticket.proposal.judge(view);
                } catch (RuntimeException e) {
                    ticket.ruling.completeExceptionally(e);
                    continue;
                }
                switch (judgement) {
                    case Judgement.Settle settle -> going.add(new Going(ticket, settle));
                    case Judgement.ByHistory byHistory -> going.add(new Going(ticket, byHistory));
                    case Judgement.Escalate(Escalating escalating) -> again.addAll(escalate(ticket, escalating, view));
                    case Judgement.AskPeople ask -> ticket.ruling.complete(new Ruling.Declined(ask));
                    case Judgement.BackToPending back -> again.addAll(decline(ticket, back, view));
                    case Judgement.Nothing nothing -> ticket.ruling.complete(new Ruling.Declined(nothing));
                }
            }
            again.addAll(going.isEmpty() ? List.of() : store(going, view));
            return again;
        }

        /**
         * Votes are taken out by the newest picture alone. The ledger compares pictures where something is to become
         * true; an older one, which may not know who has come to decide since, is asked nothing by it here.
         */
        private List<Ticket> decline(Ticket ticket, Judgement.BackToPending back, OrgView view) {
            try {
                if (views.fresh(org).gateVersion() != view.gateVersion()) {
                    return List.of(ticket);
                }
                ticket.ruling.complete(new Ruling.Declined(back));
            } catch (RuntimeException e) {
                ticket.ruling.completeExceptionally(e);
            }
            return List.of();
        }

        /** A transaction of its own: it is rare, and no settlement waits to go along with it. */
        private List<Ticket> escalate(Ticket ticket, Escalating escalating, OrgView view) {
            try {
                Escalating.Result result = ledger.escalate(org, view.gateVersion(), escalating);
                if (result instanceof Escalating.Result.Moved(long gateVersion)) {
                    views.moved(org, gateVersion);
                    return List.of(ticket);
                }
                ticket.ruling.complete(new Ruling.Escalated(result));
            } catch (RuntimeException e) {
                ticket.ruling.completeExceptionally(e);
            }
            return List.of();
        }

        private List<Ticket> store(List<Going> going, OrgView view) {
            LaneBatch batch = new LaneBatch(going);
            return switch (ledger.settle(org, view.gateVersion(), batch)) {
                case BatchResult.Moved moved -> {
                    views.moved(org, moved.gateVersion());
                    yield going.stream().map(Going::ticket).toList();
                }
                case BatchResult.Done done -> {
                    batch.complete(done.results());
                    yield List.of();
                }
            };
        }
    }
}
