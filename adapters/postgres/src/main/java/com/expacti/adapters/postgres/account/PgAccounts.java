package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts on PostgreSQL. */
@Singleton
final class PgAccounts implements Accounts {
    private final OrgTransactions transactions;

    PgAccounts(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Account> byEmail(String email) {
        return transactions.acrossOrgs(connection -> {
            Optional<AccountId> id = AccountRows.find(connection, email);
            return id.isEmpty() ? Optional.empty() : read(connection, id.get());
        });
    }

    @Override
    public Optional<Account> byId(AccountId id) {
        return transactions.acrossOrgs(connection -> read(connection, id));
    }

    private static Optional<Account> read(Connection connection, AccountId id) throws SQLException {
        AccountRows.see(connection, id);
        return Sql.one(connection, "SELECT * FROM accounts WHERE id = ?", AccountRows::read, id.value());
    }

    @Override
    public void make(Account account) {
        int made = transactions.acrossOrgs(connection -> AccountRows.insert(connection, account));
        if (made == 0) {
            throw new GateException(ErrorCode.CONFLICT, "this address has an account already");
        }
    }

    @Override
    public void changePassword(AccountId id, String hash) {
        update(id, "UPDATE accounts SET password_hash = ? WHERE id = ?", hash, id.value());
    }

    @Override
    public Proof proof(AccountId id) {
        return isMarked(id, "SELECT link_alone AS marked FROM accounts WHERE id = ?")
                ? Proof.LINK_ALONE
                : Proof.LINK_AND_PASSWORD;
    }

    private boolean isMarked(AccountId id, String sql) {
        return transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, id);
            return Sql.one(connection, sql, row -> row.getBoolean("marked"), id.value())
                    .orElse(false);
        });
    }

    @Override
    public void proven(AccountId id) {
        update(id, "UPDATE accounts SET link_alone = false WHERE id = ?", id.value());
    }

    @Override
    public PasswordBy passwordBy(AccountId id) {
        return isMarked(id, "SELECT password_by_mail AS marked FROM accounts WHERE id = ?")
                ? PasswordBy.MAIL
                : PasswordBy.OWNER;
    }

    @Override
    public void passwordBy(AccountId id, PasswordBy who) {
        update(
                id,
                "UPDATE accounts SET password_by_mail = ? WHERE id = ? AND password_by_mail <> ?",
                who == PasswordBy.MAIL,
                id.value(),
                who == PasswordBy.MAIL);
    }

    @Override
    public void used(AccountId id, OrgId org) {
        update(id, "UPDATE accounts SET last_org_id = ? WHERE id = ?", org.value(), id.value());
    }

    private void update(AccountId id, String sql, @Nullable Object... values) {
        var _ = transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, id);
            return Sql.update(connection, sql, values);
        });
    }

    @Override
    public List<Membership> memberships(AccountId id) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org, member FROM memberships(?)",
                row -> new Membership(new OrgId(row.getString("org")), new UserId(row.getString("member"))),
                id.value()));
    }

    @Override
    public Optional<AccountId> of(OrgId org, UserId user) {
        return transactions
                .read(
                        org,
                        connection -> Sql.one(
                                connection,
                                "SELECT account_id FROM users WHERE org_id = ? AND id = ?",
                                row -> Sql.text(row, "account_id"),
                                org.value(),
                                user.value()))
                .flatMap(account -> account)
                .map(AccountId::new);
    }
}
