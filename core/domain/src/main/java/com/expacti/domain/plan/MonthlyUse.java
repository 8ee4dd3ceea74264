package com.expacti.domain.plan;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * How many commands were accepted in a month.
 *
 * @param month in UTC
 */
public record MonthlyUse(YearMonth month, long commands) {
    /** Before the first command of all. */
    public static final MonthlyUse NOTHING = new MonthlyUse(YearMonth.of(1970, 1), 0);

    /** The count of the month it is now; a clock that went back stays in the month it was in. */
    public MonthlyUse at(Instant now) {
        YearMonth current = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return current.isAfter(month) ? new MonthlyUse(current, 0) : this;
    }
}
