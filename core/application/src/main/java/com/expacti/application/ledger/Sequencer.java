package com.expacti.application.ledger;

import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

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
            List<Ticket> judged = new ArrayList<>();
            List<Settlement> settlements = new ArrayList<>();
            for (Ticket ticket : open) {
                Judgement judgement;
                try {
                    judgement = ticket.proposal.judge(view);
                } catch (RuntimeException e) {
                    ticket.ruling.completeExceptionally(e);
                    continue;
                }
                switch (judgement) {
                    case Judgement.Settle settle -> {
                        judged.add(ticket);
                        settlements.add(settle.settlement());
                    }
                    case Judgement.AskPeople ask -> ticket.ruling.complete(new Ruling.Declined(ask));
                    case Judgement.BackToPending back -> ticket.ruling.complete(new Ruling.Declined(back));
                    case Judgement.Nothing nothing -> ticket.ruling.complete(new Ruling.Declined(nothing));
                }
            }
            return settlements.isEmpty() ? List.of() : store(judged, settlements, view);
        }

        private List<Ticket> store(List<Ticket> judged, List<Settlement> settlements, OrgView view) {
            return switch (ledger.settle(org, view.gateVersion(), settlements)) {
                case BatchResult.Moved moved -> {
                    views.moved(org, moved.gateVersion());
                    yield judged;
                }
                case BatchResult.Done done -> {
                    for (int i = 0; i < judged.size(); i++) {
                        judged.get(i)
                                .ruling
                                .complete(new Ruling.Ruled(done.results().get(i)));
                    }
                    yield List.of();
                }
            };
        }
    }
}
