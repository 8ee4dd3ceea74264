package com.expacti.testkit;

import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The pending queue in memory. Every method is one step that nothing comes between. */
public final class InMemoryPendingQueue implements PendingQueue {
    private final InstantSource clock;
    private final Map<Ref, PendingItem> items = new LinkedHashMap<>();
    private final Map<Ref, Instant> claimedAt = new HashMap<>();
    private final Map<String, Instant> leases = new HashMap<>();

    public InMemoryPendingQueue(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized boolean put(PendingItem item) {
        return items.putIfAbsent(new Ref(item.org(), item.command()), item) == null;
    }

    @Override
    public synchronized Optional<PendingItem> get(OrgId org, CommandId command) {
        return Optional.ofNullable(items.get(new Ref(org, command)));
    }

    @Override
    public synchronized List<PendingItem> pending(OrgId org) {
        return items.values().stream()
                .filter(item -> item.org().equals(org))
                .sorted(Comparator.comparing(PendingItem::submittedAt)
                        .thenComparing(item -> item.command().value()))
                .toList();
    }

    @Override
    public synchronized VoteResult vote(OrgId org, CommandId command, Ballot ballot) {
        Optional<PendingItem> open = open(org, command).filter(item -> !isDue(item));
        if (open.isEmpty()) {
            return new VoteResult.Closed();
        }
        if (open.get().ballots().stream().anyMatch(b -> b.voter().equals(ballot.voter()))) {
            return new VoteResult.VotedBefore();
        }
        List<Ballot> ballots = new ArrayList<>(open.get().ballots());
        ballots.add(ballot);
        return new VoteResult.Counted(store(Items.ballots(open.get(), ballots)));
    }

    @Override
    public synchronized Optional<PendingItem> claim(OrgId org, CommandId command, Intent intent) {
        return open(org, command).map(item -> claimed(item, intent));
    }

    @Override
    public synchronized Optional<PendingItem> claimDue(OrgId org, CommandId command) {
        return open(org, command).filter(this::isDue).map(item -> claimed(item, new Intent.TimedOut()));
    }

    @Override
    public synchronized Optional<PendingItem> claimAt(OrgId org, CommandId command, long epoch, Intent intent) {
        return open(org, command).filter(item -> item.epoch() == epoch).map(item -> claimed(item, intent));
    }

    @Override
    public synchronized void reclaim(OrgId org, CommandId command, Intent intent) {
        change(org, command, item -> item.intent().isPresent(), item -> Items.intent(item, Optional.of(intent)));
    }

    @Override
    public synchronized void release(OrgId org, CommandId command, Set<UserId> lapsed) {
        change(org, command, item -> item.intent().isPresent(), item -> {
            List<Ballot> standing = item.ballots().stream()
                    .filter(b -> !lapsed.contains(b.voter()))
                    .toList();
            return Items.intent(Items.ballots(item, standing), Optional.empty());
        });
        claimedAt.remove(new Ref(org, command));
    }

    @Override
    public synchronized void remove(OrgId org, CommandId command) {
        items.remove(new Ref(org, command));
        claimedAt.remove(new Ref(org, command));
    }

    @Override
    public synchronized Optional<Instant> extend(OrgId org, CommandId command, Duration by, Duration waitMax) {
        return open(org, command).filter(item -> !isDue(item)).map(item -> {
            Instant last = item.submittedAt().plus(waitMax);
            Instant wanted = item.deadline().plus(by);
            Instant deadline = wanted.isAfter(last) ? last : wanted;
            return deadline.isAfter(item.deadline())
                    ? store(Items.deadline(item, deadline)).deadline()
                    : item.deadline();
        });
    }

    @Override
    public synchronized boolean prolong(OrgId org, CommandId command, Instant deadline) {
        Optional<PendingItem> timedOut = get(org, command)
                .filter(item ->
                        item.intent().filter(Intent.TimedOut.class::isInstance).isPresent());
        timedOut.ifPresent(item -> {
            Instant later = deadline.isAfter(item.deadline()) ? deadline : item.deadline();
            PendingItem _ = store(Items.deadline(Items.intent(item, Optional.empty()), later));
            claimedAt.remove(new Ref(org, command));
        });
        return timedOut.isPresent();
    }

    @Override
    public synchronized Optional<PendingItem> attach(OrgId org, CommandId command, String node) {
        return get(org, command)
                .map(item -> store(Items.holder(item, Optional.of(node), item.epoch() + 1, Optional.empty())));
    }

    @Override
    public synchronized void detach(OrgId org, CommandId command, long epoch) {
        change(
                org,
                command,
                item -> item.epoch() == epoch && item.orphanedAt().isEmpty(),
                item -> Items.holder(item, item.holder(), epoch, Optional.of(clock.instant())));
    }

    @Override
    public synchronized void renewNode(String node, Duration lease) {
        leases.merge(node, clock.instant().plus(lease), (old, fresh) -> old.isAfter(fresh) ? old : fresh);
    }

    @Override
    public synchronized void orphanLost() {
        Instant now = clock.instant();
        for (PendingItem item : List.copyOf(items.values())) {
            boolean lost = item.holder()
                    .filter(node -> !leases.getOrDefault(node, Instant.MIN).isAfter(now))
                    .isPresent();
            if (lost && item.orphanedAt().isEmpty()) {
                PendingItem _ = store(Items.holder(item, item.holder(), item.epoch(), Optional.of(now)));
            }
        }
    }

    @Override
    public synchronized List<Ref> due(int limit) {
        return unclaimed()
                .filter(this::isDue)
                .sorted(Comparator.comparing(PendingItem::deadline))
                .limit(limit)
                .map(item -> new Ref(item.org(), item.command()))
                .toList();
    }

    @Override
    public synchronized List<Orphan> orphans(Duration grace, int limit) {
        Instant before = clock.instant().minus(grace);
        return unclaimed()
                .filter(item ->
                        item.orphanedAt().filter(at -> !at.isAfter(before)).isPresent())
                .limit(limit)
                .map(item -> new Orphan(item.org(), item.command(), item.epoch()))
                .toList();
    }

    @Override
    public synchronized List<Ref> voted(int limit) {
        return unclaimed()
                .filter(item -> !item.ballots().isEmpty())
                .limit(limit)
                .map(item -> new Ref(item.org(), item.command()))
                .toList();
    }

    @Override
    public synchronized List<Ref> stuck(Duration age, int limit) {
        Instant before = clock.instant().minus(age);
        return claimedAt.entrySet().stream()
                .filter(claim -> !claim.getValue().isAfter(before))
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<PendingItem> unclaimed() {
        return items.values().stream().filter(item -> item.intent().isEmpty());
    }

    private Optional<PendingItem> open(OrgId org, CommandId command) {
        return get(org, command).filter(item -> item.intent().isEmpty());
    }

    private boolean isDue(PendingItem item) {
        return !clock.instant().isBefore(item.deadline());
    }

    private PendingItem claimed(PendingItem item, Intent intent) {
        claimedAt.put(new Ref(item.org(), item.command()), clock.instant());
        return store(Items.intent(item, Optional.of(intent)));
    }

    private void change(
            OrgId org, CommandId command, Predicate<PendingItem> condition, UnaryOperator<PendingItem> change) {
        get(org, command).filter(condition).map(change).ifPresent(this::store);
    }

    private PendingItem store(PendingItem item) {
        items.put(new Ref(item.org(), item.command()), item);
        return item;
    }
}
