package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One account's row. */
final class AccountRows {
    private AccountRows() {}

    /** From here to its end the transaction sees this account. */
    static void see(Connection connection, AccountId id) throws SQLException {
        var _ = Sql.one(
                connection, "SELECT set_config('expacti.account_id', ?, true)", row -> row.getString(1), id.value());
    }

    /** Until the transaction's end nobody else changes which factors the account has. */
    static void lock(Connection connection, AccountId id) throws SQLException {
        var _ = Sql.one(
                connection, "SELECT id FROM accounts WHERE id = ? FOR UPDATE", row -> row.getString(1), id.value());
    }

    /** How many of the old ones went. */
    static int replaceBackupCodes(Connection connection, AccountId account, List<Digest> codes) throws SQLException {
        int gone = Sql.update(connection, "DELETE FROM backup_codes WHERE account_id = ?", account.value());
        for (Digest code : codes) {
            Sql.update(
                    connection,
                    "INSERT INTO backup_codes (account_id, code_sha256) VALUES (?, ?)",
                    account.value(),
                    code.hex());
        }
        return gone;
    }

    static Optional<AccountId> find(Connection connection, String email) throws SQLException {
        return Sql.one(connection, "SELECT find_account(?) AS id", row -> Sql.text(row, "id"), email)
                .flatMap(found -> found)
                .map(AccountId::new);
    }

    /** How many it made: none where the address has an account. */
    static int insert(Connection connection, Account account) throws SQLException {
        see(connection, account.id());
        return Sql.update(
                connection,
                """
                INSERT INTO accounts (id, email, password_hash, last_org_id) VALUES (?, ?, ?, ?)
                ON CONFLICT (lower(email)) DO NOTHING
                """,
                account.id().value(),
                account.email(),
                account.passwordHash(),
                account.lastOrg().map(OrgId::value));
    }

    static void shown(Connection connection, AccountId id, Accounts.Proof proof) throws SQLException {
        see(connection, id);
        Sql.update(
                connection,
                "UPDATE accounts SET link_alone = ? WHERE id = ?",
                proof == Accounts.Proof.LINK_ALONE,
                id.value());
    }

    static Account read(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getString("id")),
                row.getString("email"),
                Sql.text(row, "password_hash"),
                Sql.text(row, "last_org_id").map(OrgId::new));
    }
}
