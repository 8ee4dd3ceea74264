package com.expacti.adapters.postgres.work;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.work.Turns;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Turns as rows: of those who come at once the first takes it, and the others find it taken. */
@Singleton
final class PgTurns implements Turns {
    private static final String TAKE = """
            INSERT INTO turns AS t (job, taken_until) VALUES (?, clock_timestamp() + ?::interval)
            ON CONFLICT (job) DO UPDATE SET taken_until = excluded.taken_until WHERE t.taken_until <= clock_timestamp()
            """;

    private final OrgTransactions transactions;

    PgTurns(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean take(String job, Duration period) {
        return transactions.acrossOrgs(connection -> Sql.update(connection, TAKE, job, period)) == 1;
    }
}
