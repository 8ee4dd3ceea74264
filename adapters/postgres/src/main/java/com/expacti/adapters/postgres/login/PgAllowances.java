package com.expacti.adapters.postgres.login;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.login.Allowances;
import com.expacti.domain.command.Digest;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Allowances on PostgreSQL: each is taken by one statement, in the order of their keys, so that two never wait for each other. */
@Singleton
final class PgAllowances implements Allowances {
    private static final String TAKE = """
            INSERT INTO allowances AS a (key_sha256, whole_at) VALUES (?, clock_timestamp() + ?::interval)
            ON CONFLICT (key_sha256) DO UPDATE SET whole_at = greatest(a.whole_at, clock_timestamp()) + ?::interval
            WHERE greatest(a.whole_at, clock_timestamp()) + ?::interval <= clock_timestamp() + ?::interval
            """;
    private static final String WAIT = """
            SELECT ceil(extract(epoch FROM whole_at + ?::interval - clock_timestamp() - ?::interval) * 1000) AS ms
            FROM allowances WHERE key_sha256 = ?
            """;
    private static final String GIVE_BACK =
            "UPDATE allowances SET whole_at = whole_at - ?::interval WHERE key_sha256 = ?";
    private static final String FORGET = """
            DELETE FROM allowances WHERE key_sha256 IN (
                SELECT key_sha256 FROM allowances WHERE whole_at <= clock_timestamp() LIMIT 20 FOR UPDATE SKIP LOCKED)
            """;

    private final OrgTransactions transactions;

    PgAllowances(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private record Keyed(String sha256, Allowance allowance) {}

    private static List<Keyed> inOrder(List<Allowance> allowances) {
        return allowances.stream()
                .map(a -> new Keyed(Digest.ofText(a.key()).hex(), a))
                .sorted(Comparator.comparing(Keyed::sha256))
                .toList();
    }

    @Override
    public Optional<Duration> take(List<Allowance> allowances) {
        var _ = transactions.acrossOrgs(connection -> Sql.update(connection, FORGET));
        return transactions.acrossOrgs(connection -> take(connection, inOrder(allowances)));
    }

    private static Optional<Duration> take(Connection connection, List<Keyed> wanted) throws SQLException {
        List<Keyed> taken = new ArrayList<>();
        for (Keyed each : wanted) {
            Duration one = each.allowance().oneMoreEvery();
            Duration all = one.multipliedBy(each.allowance().atOnce());
            if (Sql.update(connection, TAKE, each.sha256(), one, one, one, all) == 0) {
                giveBack(connection, taken);
                return Optional.of(wait(connection, each.sha256(), one, all));
            }
            taken.add(each);
        }
        return Optional.empty();
    }

    private static Duration wait(Connection connection, String key, Duration one, Duration all) throws SQLException {
        long ms = Sql.one(connection, WAIT, row -> row.getLong("ms"), one, all, key)
                .orElse(0L);
        return Duration.ofMillis(Math.max(1, ms));
    }

    @Override
    public void giveBack(List<Allowance> allowances) {
        var _ = transactions.acrossOrgs(connection -> {
            giveBack(connection, inOrder(allowances));
            return allowances.size();
        });
    }

    private static void giveBack(Connection connection, List<Keyed> taken) throws SQLException {
        for (Keyed each : taken) {
            Sql.update(connection, GIVE_BACK, each.allowance().oneMoreEvery(), each.sha256());
        }
    }
}
