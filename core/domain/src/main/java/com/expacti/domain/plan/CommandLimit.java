package com.expacti.domain.plan;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether one more command fits into the month. */
public final class CommandLimit {
    private CommandLimit() {}

    /** What becomes of the count when a command arrives. */
    public sealed interface Count {
        /** There is room. {@code notice}: what people are to be told now, once a month each. */
        record Fits(MonthlyUse use, Optional<Notice> notice) implements Count {}

        /** There is none; the count stays as it is. {@code reason}: what happened and what to do, for whoever asked. */
        record UsedUp(String reason) implements Count {}
    }

    /** A share of the month's commands that was just reached: 80 or 100 percent. */
    public record Notice(int percent, MonthlyUse use, long limit, Plan plan) {
        /** A sentence for the audit log. */
        public String sentence() {
            String reached = "%d %% of the %s plan's %d commands of %s (UTC) are used"
                    .formatted(percent, plan.title(), limit, use.month());
            return percent < 100 ? reached : reached + "; further ones are blocked until the month is over";
        }
    }

    /** @param use as it was stored last, of whatever month */
    public static Count count(OrgPlan org, MonthlyUse use, Instant now) {
        MonthlyUse before = use.at(now);
        MonthlyUse next = new MonthlyUse(before.month(), before.commands() + 1);
        Plan plan = org.planAt(now).orElse(Plan.ENTERPRISE);
        OptionalLong limit = plan.allowance().commandsPerMonth();
        if (limit.isEmpty()) {
            return new Count.Fits(next, Optional.empty());
        }
        long most = limit.getAsLong();
        if (before.commands() >= most) {
            return new Count.UsedUp(reason(plan, most, before.month()));
        }
        return new Count.Fits(next, notice(next, most, plan));
    }

    /** Whether a command that arrives now would be blocked. */
    public static boolean usedUp(OrgPlan org, MonthlyUse use, Instant now) {
        return count(org, use, now) instanceof Count.UsedUp;
    }

    private static Optional<Notice> notice(MonthlyUse next, long limit, Plan plan) {
        long nearly = (limit * 8 + 9) / 10;
        if (next.commands() == limit) {
            return Optional.of(new Notice(100, next, limit, plan));
        }
        return next.commands() == nearly ? Optional.of(new Notice(80, next, limit, plan)) : Optional.empty();
    }

    private static String reason(Plan plan, long limit, YearMonth month) {
        return "the %s plan's %d commands of %s (UTC) are used up; upgrade under billing, or go on from %s"
                .formatted(plan.title(), limit, month, month.plusMonths(1).atDay(1));
    }
}
