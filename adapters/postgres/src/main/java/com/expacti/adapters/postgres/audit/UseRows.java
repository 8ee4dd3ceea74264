package com.expacti.adapters.postgres.audit;

import com.expacti.domain.plan.MonthlyUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;

/** The month's count on the row of the chain head. The month is kept as a number, for example 202611. */
public final class UseRows {
    private UseRows() {}

    public static MonthlyUse read(ResultSet row) throws SQLException {
        int month = row.getInt("commands_month");
        return new MonthlyUse(YearMonth.of(month / 100, month % 100), row.getLong("commands_used"));
    }

    public static int month(MonthlyUse use) {
        return use.month().getYear() * 100 + use.month().getMonthValue();
    }
}
