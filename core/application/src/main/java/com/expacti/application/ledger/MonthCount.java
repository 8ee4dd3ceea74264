package com.expacti.application.ledger;

import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.plan.CommandLimit;
import com.expacti.domain.plan.CommandLimit.Notice;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.OrgPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the commands that one transaction accepts, in their order. Used while the org's chain head is locked, for commands
 * whose {@code ref} is new: so each counts once, and of two that want the last one a single one gets it.
 */
public final class MonthCount {
    /** The event of an audit entry about a share of the month's commands. */
    private static final String EVENT = "plan_usage";

    private final Instant now;
    private final List<Notice> notices = new ArrayList<>();
    private MonthlyUse use;

    /**
     * @param use as it is stored
     * @param now by the store's clock, read under the lock
     */
    public MonthCount(MonthlyUse use, Instant now) {
        this.use = use;
        this.now = now;
    }

    /** As it is to be stored. */
    public MonthlyUse use() {
        return use;
    }

    /** What the audit log is to say of it, each for a draft of the event {@link #event}. */
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    public static String event() {
        return EVENT;
    }

    public static AuditEntry.Draft fill(AuditEntry.Draft draft, Notice notice) {
        return draft.put("subject", "commands")
                .put("comment", notice.sentence())
                .put("decided_by", "system:plan");
    }

    /** Counts one more command; or says why there is no room for it, and counts nothing. */
    public Optional<String> accept(OrgPlan plan) {
        if (!plan.counts()) {
            return Optional.empty();
        }
        return switch (CommandLimit.count(plan, use, now)) {
            case CommandLimit.Count.Fits(MonthlyUse next, Optional<Notice> notice) -> {
                use = next;
                notice.ifPresent(notices::add);
                yield Optional.empty();
            }
            case CommandLimit.Count.UsedUp(String reason) -> Optional.of(reason);
        };
    }

    /**
     * What is to become of a command that arrives with this decision. The plan's limit comes before every rule; what is
     * blocked for another reason does not count.
     */
    public Judged arriving(Judged judged, Claim claim) {
        if (!claim.plan().counts()) {
            return judged;
        }
        Optional<String> reason =
                judged.settlement().outcome() == Outcome.BLOCKED ? look(claim.plan()) : accept(claim.plan());
        return reason.map(judged::usedUp).orElse(judged);
    }

    private Optional<String> look(OrgPlan plan) {
        return CommandLimit.count(plan, use, now) instanceof CommandLimit.Count.UsedUp(String reason)
                ? Optional.of(reason)
                : Optional.empty();
    }
}
