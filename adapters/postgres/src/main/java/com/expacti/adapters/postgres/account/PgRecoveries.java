package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.recovery.Recoveries;
import com.expacti.application.recovery.Recovery;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways back on PostgreSQL. */
@Singleton
final class PgRecoveries implements Recoveries {
    private static final String BEGIN = """
            INSERT INTO account_recoveries (account_id, id, begun_at, ready_at, ends_at, next_mail_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account_id) DO NOTHING
            """;
    private static final String TAKE_MAIL = """
            UPDATE account_recoveries SET next_mail_at = ? WHERE account_id = ? AND id = ? AND next_mail_at <= ?
            """;

    private final OrgTransactions transactions;

    PgRecoveries(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private record Place(UserId member, AccountId account) {}

    @Override
    public Begun begin(Recovery recovery, Instant nextMail) {
        int rows = transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, recovery.account());
            return Sql.update(
                    connection,
                    BEGIN,
                    recovery.account().value(),
                    recovery.id(),
                    recovery.begunAt(),
                    recovery.readyAt(),
                    recovery.endsAt(),
                    nextMail);
        });
        return rows == 1 ? Begun.DONE : Begun.ANOTHER;
    }

    @Override
    public Optional<Recovery> of(AccountId account) {
        return transactions.acrossOrgs(connection -> read(connection, account));
    }

    private static Optional<Recovery> read(Connection connection, AccountId account) throws SQLException {
        AccountRows.see(connection, account);
        return Sql.one(
                connection,
                "SELECT * FROM account_recoveries WHERE account_id = ?",
                PgRecoveries::recovery,
                account.value());
    }

    private static Recovery recovery(ResultSet row) throws SQLException {
        return new Recovery(
                new AccountId(row.getString("account_id")),
                row.getString("id"),
                Sql.instant(row, "begun_at"),
                Sql.instant(row, "ready_at"),
                Sql.instant(row, "ends_at"));
    }

    @Override
    public Map<UserId, Recovery> in(OrgId org) {
        return transactions.acrossOrgs(connection -> {
            List<Place> places = Sql.list(
                    connection,
                    "SELECT member, account FROM members_recovering(?)",
                    row -> new Place(new UserId(row.getString("member")), new AccountId(row.getString("account"))),
                    org.value());
            Map<UserId, Recovery> out = new HashMap<>();
            for (Place place : places) {
                read(connection, place.account()).ifPresent(recovery -> out.put(place.member(), recovery));
            }
            return out;
        });
    }

    @Override
    public Taken end(Recovery recovery) {
        return taken(transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, recovery.account());
            return Sql.update(
                    connection,
                    "DELETE FROM account_recoveries WHERE account_id = ? AND id = ?",
                    recovery.account().value(),
                    recovery.id());
        }));
    }

    @Override
    public List<Recovery> due(Instant now, int most) {
        return transactions.acrossOrgs(connection -> {
            List<String> accounts = Sql.list(
                    connection, "SELECT account FROM recoveries_due(?, ?)", row -> row.getString("account"), now, most);
            List<Recovery> out = new ArrayList<>();
            for (String account : accounts) {
                read(connection, new AccountId(account)).ifPresent(out::add);
            }
            return out;
        });
    }

    @Override
    public Taken takeMail(Recovery recovery, Instant now, Instant next) {
        return taken(transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, recovery.account());
            return Sql.update(connection, TAKE_MAIL, next, recovery.account().value(), recovery.id(), now);
        }));
    }

    private static Taken taken(int rows) {
        return rows == 1 ? Taken.TAKEN : Taken.REFUSED;
    }
}
