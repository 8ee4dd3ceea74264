package com.expacti.adapters.aws.pending;

import com.expacti.adapters.aws.pending.Table.Written;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The pending queue on DynamoDB, which has no clock: deadlines are compared with the given one. A clock that is off lets a vote in
 * late or closes an item early, and no more: settling compares again, with the ledger's.
 */
public final class DynamoPendingQueue implements PendingQueue {
    private static final String OPEN = "OPEN";
    private static final String VOTED = "VOTED";
    private static final String CLAIMED = "CLAIMED";

    /** How often a write that was computed from what was read is tried, when others write in between. */
    private static final int TRIES = 40;

    private static final Duration LEASES_KEPT = Duration.ofDays(1);

    /** By how much another node's clock may be ahead of this one's. */
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    private final Table table;
    private final InstantSource clock;
    private final Set<String> knownNodes = ConcurrentHashMap.newKeySet();

    /**
     * @param table the name of a {@link PendingTable}
     * @param callIds random ids of calls, never the same twice
     */
    public DynamoPendingQueue(DynamoDbClient client, String table, InstantSource clock, Supplier<String> callIds) {
        this.table = new Table(client, table, callIds);
        this.clock = clock;
    }

    @Override
    public boolean put(PendingItem item) {
        item.holder().ifPresent(this::makeKnown);
        Map<String, AttributeValue> row = Items.write(item);
        row.put(PendingTable.shardOf(PendingTable.DUE), Items.text(PendingTable.indexPart(OPEN, item.command())));
        row.put(PendingTable.sinceOf(PendingTable.DUE), Items.moment(item.deadline()));
        row.put(Items.REVISION, Items.number(1));
        return table.putNew(row);
    }

    @Override
    public Optional<PendingItem> get(OrgId org, CommandId command) {
        return table.get(PendingTable.key(org, command)).map(Items::read);
    }

    @Override
    public List<PendingItem> pending(OrgId org) {
        return IntStream.range(0, PendingTable.ORG_SHARDS)
                .mapToObj(shard -> table.part(PendingTable.part(org, shard)))
                .flatMap(List::stream)
                .map(Items::read)
                .sorted(Comparator.comparing(item -> item.command().value()))
                .toList();
    }

    @Override
    public VoteResult vote(OrgId org, CommandId command, Ballot ballot) {
        AttributeValue voter = Items.text(ballot.voter().value());
        Change change = change(org, command)
                .ifOpen()
                .ifIs(Items.DEADLINE, ">", now())
                .ifLacks(Items.VOTERS, voter)
                .append(Items.BALLOTS, Items.ballot(ballot))
                .add(Items.VOTERS, AttributeValue.fromSs(List.of(voter.s())))
                .set(PendingTable.shardOf(PendingTable.UNSETTLED), Items.text(PendingTable.indexPart(VOTED, command)))
                .setIfAbsent(PendingTable.sinceOf(PendingTable.UNSETTLED), now());
        return switch (table.update(change)) {
            case Written.Done(Map<String, AttributeValue> item) -> new VoteResult.Counted(Items.read(item));
            case Written.Refused(Optional<Map<String, AttributeValue>> item) -> refused(item.map(Items::read), ballot);
        };
    }

    private static VoteResult refused(Optional<PendingItem> item, Ballot ballot) {
        boolean open = item.filter(i -> i.intent().isEmpty()).isPresent();
        boolean before = item.stream()
                .flatMap(i -> i.ballots().stream())
                .anyMatch(b -> b.voter().equals(ballot.voter()));
        return open && before ? new VoteResult.VotedBefore() : new VoteResult.Closed();
    }

    @Override
    public Optional<PendingItem> claim(OrgId org, CommandId command, Intent intent) {
        return claimed(change(org, command), command, intent);
    }

    @Override
    public Optional<PendingItem> claimDue(OrgId org, CommandId command) {
        return claimed(change(org, command).ifIs(Items.DEADLINE, "<=", now()), command, new Intent.TimedOut());
    }

    @Override
    public Optional<PendingItem> claimAt(OrgId org, CommandId command, long epoch, Intent intent) {
        return claimed(change(org, command).ifIs(Items.EPOCH, "=", Items.number(epoch)), command, intent);
    }

    private Optional<PendingItem> claimed(Change change, CommandId command, Intent intent) {
        return table.update(change.ifOpen()
                        .set(Items.INTENT, Items.intent(intent))
                        .set(
                                PendingTable.shardOf(PendingTable.UNSETTLED),
                                Items.text(PendingTable.indexPart(CLAIMED, command)))
                        .set(PendingTable.sinceOf(PendingTable.UNSETTLED), now())
                        .remove(PendingTable.shardOf(PendingTable.DUE), PendingTable.sinceOf(PendingTable.DUE)))
                .done()
                .map(Items::read);
    }

    @Override
    public void reclaim(OrgId org, CommandId command, Intent intent) {
        Written _ = table.update(change(org, command)
                .ifClaimed()
                .set(Items.INTENT, Items.intent(intent))
                .set(PendingTable.sinceOf(PendingTable.UNSETTLED), now()));
    }

    @Override
    public void release(OrgId org, CommandId command, Set<UserId> lapsed) {
        var _ = rewritten(org, command, item -> item.intent().isPresent(), item -> {
            List<Ballot> standing = item.ballots().stream()
                    .filter(b -> !lapsed.contains(b.voter()))
                    .toList();
            return reopened(item, item.deadline(), standing).set(Items.BALLOTS, Items.ballots(standing));
        });
    }

    @Override
    public boolean prolong(OrgId org, CommandId command, Instant deadline) {
        return rewritten(
                        org,
                        command,
                        item -> item.intent()
                                .filter(Intent.TimedOut.class::isInstance)
                                .isPresent(),
                        item -> {
                            Instant later = deadline.isAfter(item.deadline()) ? deadline : item.deadline();
                            return reopened(item, later, item.ballots());
                        })
                .isPresent();
    }

    /** A claimed item as one that people vote on. */
    private Change reopened(PendingItem item, Instant deadline, List<Ballot> ballots) {
        Change change = change(item.org(), item.command())
                .ifClaimed()
                .remove(Items.INTENT)
                .set(Items.DEADLINE, Items.moment(deadline))
                .set(PendingTable.shardOf(PendingTable.DUE), Items.text(PendingTable.indexPart(OPEN, item.command())))
                .set(PendingTable.sinceOf(PendingTable.DUE), Items.moment(deadline));
        return ballots.isEmpty()
                ? change.remove(
                        Items.VOTERS,
                        PendingTable.shardOf(PendingTable.UNSETTLED),
                        PendingTable.sinceOf(PendingTable.UNSETTLED))
                : change.set(
                                Items.VOTERS,
                                AttributeValue.fromSs(ballots.stream()
                                        .map(b -> b.voter().value())
                                        .toList()))
                        .set(
                                PendingTable.shardOf(PendingTable.UNSETTLED),
                                Items.text(PendingTable.indexPart(VOTED, item.command())));
    }

    @Override
    public void remove(OrgId org, CommandId command) {
        table.delete(PendingTable.key(org, command));
    }

    @Override
    public Optional<Instant> extend(OrgId org, CommandId command, Duration by, Duration waitMax) {
        return rewritten(
                        org,
                        command,
                        item -> item.intent().isEmpty() && clock.instant().isBefore(item.deadline()),
                        item -> {
                            Instant last = item.submittedAt().plus(waitMax);
                            Instant wanted = item.deadline().plus(by);
                            Instant later = wanted.isAfter(last) ? last : wanted;
                            Instant deadline = later.isAfter(item.deadline()) ? later : item.deadline();
                            return change(org, command)
                                    .ifOpen()
                                    .set(Items.DEADLINE, Items.moment(deadline))
                                    .set(PendingTable.sinceOf(PendingTable.DUE), Items.moment(deadline));
                        })
                .map(PendingItem::deadline);
    }

    @Override
    public Optional<PendingItem> attach(OrgId org, CommandId command, String node) {
        makeKnown(node);
        return table.update(change(org, command)
                        .set(Items.HOLDER, Items.text(node))
                        .add(Items.EPOCH, Items.number(1))
                        .remove(PendingTable.shardOf(PendingTable.ORPHANED), Items.ORPHANED_AT))
                .done()
                .map(Items::read);
    }

    @Override
    public void detach(OrgId org, CommandId command, long epoch) {
        Written _ = table.update(orphaned(change(org, command).ifIs(Items.EPOCH, "=", Items.number(epoch)), command));
    }

    private Change orphaned(Change change, CommandId command) {
        return change.ifAbsent(Items.ORPHANED_AT)
                .set(Items.ORPHANED_AT, now())
                .set(PendingTable.shardOf(PendingTable.ORPHANED), Items.text(PendingTable.indexPart(OPEN, command)));
    }

    @Override
    public void renewNode(String node, Duration lease) {
        table.put(leaseRow(node, clock.instant().plus(lease)));
        knownNodes.add(node);
    }

    /** A node that holds something and never showed itself is one whose lease has run out. */
    private void makeKnown(String node) {
        if (knownNodes.contains(node)) {
            return;
        }
        if (table.get(PendingTable.nodeKey(node)).isEmpty()) {
            var _ = table.putNew(leaseRow(node, clock.instant()));
        }
        knownNodes.add(node);
    }

    private static Map<String, AttributeValue> leaseRow(String node, Instant until) {
        Map<String, AttributeValue> row = new HashMap<>(PendingTable.nodeKey(node));
        row.put(Items.LEASE, Items.moment(until));
        row.put(PendingTable.EXPIRES, Items.number(until.plus(LEASES_KEPT).getEpochSecond()));
        return row;
    }

    @Override
    public void orphanLost() {
        Instant now = clock.instant();
        for (Map<String, AttributeValue> node : table.part(PendingTable.NODES)) {
            if (!Items.leaseOf(node).isAfter(now)) {
                orphan(Items.textOf(node, PendingTable.SORT));
            }
        }
    }

    private void orphan(String node) {
        for (Map<String, AttributeValue> held : table.heldBy(node)) {
            if (!held.containsKey(Items.ORPHANED_AT)) {
                Ref ref = ref(held);
                Written _ = table.update(orphaned(
                        change(ref.org(), ref.command()).ifIs(Items.HOLDER, "=", Items.text(node)), ref.command()));
            }
        }
    }

    @Override
    public List<Ref> due(int limit) {
        return refs(PendingTable.DUE, OPEN, clock.instant(), limit);
    }

    @Override
    public List<Ref> voted(int limit) {
        return refs(PendingTable.UNSETTLED, VOTED, clock.instant().plus(CLOCKS_APART), limit);
    }

    @Override
    public List<Ref> stuck(Duration age, int limit) {
        return refs(PendingTable.UNSETTLED, CLAIMED, clock.instant().minus(age), limit);
    }

    private List<Ref> refs(String index, String kind, Instant until, int limit) {
        return rows(index, kind, until, limit).stream()
                .map(DynamoPendingQueue::ref)
                .toList();
    }

    /** The oldest of all parts of an index. */
    private List<Map<String, AttributeValue>> rows(String index, String kind, Instant until, int limit) {
        return PendingTable.indexParts(kind).stream()
                .flatMap(part -> table.index(index, part, Items.moment(until), limit).stream())
                .sorted(Comparator.comparing(row -> Items.numberOf(row, PendingTable.sinceOf(index))))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Orphan> orphans(Duration grace, int limit) {
        return rows(PendingTable.ORPHANED, OPEN, clock.instant().minus(grace), limit).stream()
                .filter(row -> !row.containsKey(Items.INTENT))
                .map(row -> new Orphan(ref(row).org(), ref(row).command(), Items.numberOf(row, Items.EPOCH)))
                .toList();
    }

    private static Ref ref(Map<String, AttributeValue> row) {
        return new Ref(new OrgId(Items.textOf(row, Items.ORG)), new CommandId(Items.textOf(row, PendingTable.SORT)));
    }

    /** Writes what was computed from what was read, if nobody wrote in between; else reads again. */
    private Optional<PendingItem> rewritten(
            OrgId org, CommandId command, Predicate<PendingItem> condition, Function<PendingItem, Change> compute) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Map<String, AttributeValue>> row = table.get(PendingTable.key(org, command));
            Optional<PendingItem> before = row.map(Items::read).filter(condition);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            AttributeValue revision = Items.number(Items.numberOf(row.orElseThrow(), Items.REVISION));
            Optional<PendingItem> after = table.update(
                            compute.apply(before.get()).ifIs(Items.REVISION, "=", revision))
                    .done()
                    .map(Items::read);
            if (after.isPresent()) {
                return after;
            }
        }
        throw new GateException(ErrorCode.UNAVAILABLE, "too many people change this command at once; try again");
    }

    private static Change change(OrgId org, CommandId command) {
        return new Change(PendingTable.key(org, command));
    }

    private AttributeValue now() {
        return Items.moment(clock.instant());
    }
}
