package com.expacti.testkit;

import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.domain.approval.Ballot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pending items with one thing changed. */
final class Items {
    private Items() {}

    static PendingItem ballots(PendingItem i, List<Ballot> ballots) {
        return new PendingItem(
                i.org(),
                i.command(),
                i.submittedAt(),
                i.deadline(),
                ballots,
                i.intent(),
                i.holder(),
                i.epoch(),
                i.orphanedAt());
    }

    static PendingItem intent(PendingItem i, Optional<Intent> intent) {
        return new PendingItem(
                i.org(),
                i.command(),
                i.submittedAt(),
                i.deadline(),
                i.ballots(),
                intent,
                i.holder(),
                i.epoch(),
                i.orphanedAt());
    }

    static PendingItem deadline(PendingItem i, Instant deadline) {
        return new PendingItem(
                i.org(),
                i.command(),
                i.submittedAt(),
                deadline,
                i.ballots(),
                i.intent(),
                i.holder(),
                i.epoch(),
                i.orphanedAt());
    }

    static PendingItem holder(PendingItem i, Optional<String> holder, long epoch, Optional<Instant> orphanedAt) {
        return new PendingItem(
                i.org(),
                i.command(),
                i.submittedAt(),
                i.deadline(),
                i.ballots(),
                i.intent(),
                holder,
                epoch,
                orphanedAt);
    }
}
