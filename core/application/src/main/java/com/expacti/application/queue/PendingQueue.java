package com.expacti.application.queue;

import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The queue of commands that wait for people. Every write is conditional, so that two nodes never both succeed where
 * only one may.
 */
public interface PendingQueue {
    /** Stores the item unless one of that command is there; whether it did. */
    boolean put(PendingItem item);

    Optional<PendingItem> get(OrgId org, CommandId command);

    /** All items of the org, claimed ones included, oldest first. */
    List<PendingItem> pending(OrgId org);

    /** Adds a vote: only while unclaimed, before the deadline by the queue's clock, and once per person. */
    VoteResult vote(OrgId org, CommandId command, Ballot ballot);

    /** Claims the item for settling: only while unclaimed. Empty: somebody else has it, or it is gone. */
    Optional<PendingItem> claim(OrgId org, CommandId command, Intent intent);

    /** As {@link #claim}, only if the deadline has passed by the queue's clock. */
    Optional<PendingItem> claimDue(OrgId org, CommandId command);

    /** As {@link #claim}, only if nobody took the item over since {@code epoch}. */
    Optional<PendingItem> claimAt(OrgId org, CommandId command, long epoch, Intent intent);

    /** Replaces the intent of a claimed item: an approval that came too late is a time-out. */
    void reclaim(OrgId org, CommandId command, Intent intent);

    /** Gives a claimed item back to people, without the votes that lapsed. */
    void release(OrgId org, CommandId command, Set<UserId> lapsed);

    /** Forgets the item; only after its command was settled. */
    void remove(OrgId org, CommandId command);

    /** Adds to the deadline of an unclaimed item; the whole wait never passes {@code waitMax}. The new deadline. */
    Optional<Instant> extend(OrgId org, CommandId command, Duration by, Duration waitMax);

    /**
     * Opens an item again that was claimed as timed out, to wait until {@code deadline}, or longer where it did; whether
     * it was one.
     */
    boolean prolong(OrgId org, CommandId command, Instant deadline);

    /** The agent is back, on this node: a new epoch. Empty where the item is gone. */
    Optional<PendingItem> attach(OrgId org, CommandId command, String node);

    /** The agent's socket of that epoch is lost. */
    void detach(OrgId org, CommandId command, long epoch);

    /** This node lives for {@code lease} more, at least. */
    void renewNode(String node, Duration lease);

    /** Marks as orphaned what nodes hold whose lease has run out. */
    void orphanLost();

    /** Unclaimed items past their deadline, of any org. */
    List<Ref> due(int limit);

    /** Unclaimed items orphaned for longer than {@code grace}. */
    List<Orphan> orphans(Duration grace, int limit);

    /** Unclaimed items somebody has voted on, of any org: who was to claim them may have died. */
    List<Ref> voted(int limit);

    /** Items claimed longer ago than {@code age}, of any org: their claimer may have died. */
    List<Ref> stuck(Duration age, int limit);

    /** An item whose agent is gone, at the epoch it was seen. */
    record Orphan(OrgId org, CommandId command, long epoch) {}

    /** What became of a vote. */
    sealed interface VoteResult {
        record Counted(PendingItem item) implements VoteResult {}

        /** This person has voted; the first vote stands. */
        record VotedBefore() implements VoteResult {}

        /** Claimed, too late, or gone. */
        record Closed() implements VoteResult {}
    }
}
