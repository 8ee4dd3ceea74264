package com.expacti.application.queue;

import com.expacti.application.failure.GateException;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pending queue each of whose deadlines is a task as well, for where no index is asked several times a second. A task that could not be
 * stored fails nobody's command: the sweep of the index is behind it.
 */
public final class TimedQueue implements PendingQueue {
    private static final System.Logger LOG = System.getLogger(TimedQueue.class.getName());

    private final PendingQueue queue;
    private final WorkQueue work;
    private final InstantSource clock;

    public TimedQueue(PendingQueue queue, WorkQueue work, InstantSource clock) {
        this.queue = queue;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public boolean put(PendingItem item) {
        boolean stored = queue.put(item);
        if (stored) {
            schedule(List.of(
                    expiry(item.org(), item.command(), item.deadline()),
                    later(
                            Task.of(
                                    TaskKind.REMIND_REVIEWERS,
                                    item.org(),
                                    item.command().value()),
                            item.half())));
        }
        return stored;
    }

    @Override
    public Optional<Instant> extend(OrgId org, CommandId command, Duration by, Duration waitMax) {
        Optional<Instant> deadline = queue.extend(org, command, by, waitMax);
        deadline.ifPresent(at -> schedule(List.of(expiry(org, command, at))));
        return deadline;
    }

    @Override
    public boolean prolong(OrgId org, CommandId command, Instant deadline) {
        boolean prolonged = queue.prolong(org, command, deadline);
        if (prolonged) {
            schedule(List.of(expiry(org, command, deadline)));
        }
        return prolonged;
    }

    /** An expiry names its deadline: one that was moved has a task of its own. */
    private WorkQueue.Later expiry(OrgId org, CommandId command, Instant deadline) {
        return later(Task.of(TaskKind.EXPIRE_COMMAND, org, command.value()).at(deadline), deadline);
    }

    private WorkQueue.Later later(Task task, Instant due) {
        Duration delay = Duration.between(clock.instant(), due);
        Duration bounded = delay.compareTo(WorkQueue.DELAY_MAX) > 0 ? WorkQueue.DELAY_MAX : delay;
        return new WorkQueue.Later(task, bounded.isNegative() ? Duration.ZERO : bounded);
    }

    private void schedule(List<WorkQueue.Later> tasks) {
        try {
            List<Task> lost = new ArrayList<>(work.enqueue(tasks));
            if (!lost.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "{0} tasks were not stored; the sweep does them", lost.size());
            }
        } catch (GateException e) {
            LOG.log(System.Logger.Level.WARNING, "no task could be stored; the sweep does it: " + e.getMessage());
        }
    }

    @Override
    public Optional<PendingItem> get(OrgId org, CommandId command) {
        return queue.get(org, command);
    }

    @Override
    public List<PendingItem> pending(OrgId org) {
        return queue.pending(org);
    }

    @Override
    public VoteResult vote(OrgId org, CommandId command, Ballot ballot) {
        return queue.vote(org, command, ballot);
    }

    @Override
    public Optional<PendingItem> claim(OrgId org, CommandId command, Intent intent) {
        return queue.claim(org, command, intent);
    }

    @Override
    public Optional<PendingItem> claimDue(OrgId org, CommandId command) {
        return queue.claimDue(org, command);
    }

    @Override
    public Optional<PendingItem> claimAt(OrgId org, CommandId command, long epoch, Intent intent) {
        return queue.claimAt(org, command, epoch, intent);
    }

    @Override
    public void reclaim(OrgId org, CommandId command, Intent intent) {
        queue.reclaim(org, command, intent);
    }

    @Override
    public void release(OrgId org, CommandId command, Set<UserId> lapsed) {
        queue.release(org, command, lapsed);
        // Its deadline may have passed while it was claimed, and the task for that found it so.
        queue.get(org, command).ifPresent(item -> schedule(List.of(expiry(org, command, item.deadline()))));
    }

    @Override
    public void remove(OrgId org, CommandId command) {
        queue.remove(org, command);
    }

    @Override
    public Optional<PendingItem> attach(OrgId org, CommandId command, String node) {
        return queue.attach(org, command, node);
    }

    @Override
    public void detach(OrgId org, CommandId command, long epoch) {
        queue.detach(org, command, epoch);
    }

    @Override
    public void renewNode(String node, Duration lease) {
        queue.renewNode(node, lease);
    }

    @Override
    public void orphanLost() {
        queue.orphanLost();
    }

    @Override
    public List<Ref> due(int limit) {
        return queue.due(limit);
    }

    @Override
    public List<Orphan> orphans(Duration grace, int limit) {
        return queue.orphans(grace, limit);
    }

    @Override
    public List<Ref> voted(int limit) {
        return queue.voted(limit);
    }

    @Override
    public List<Ref> stuck(Duration age, int limit) {
        return queue.stuck(age, limit);
    }
}
