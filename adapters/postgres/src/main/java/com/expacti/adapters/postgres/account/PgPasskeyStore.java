package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.passkey.Challenges.Use;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Passkeys on PostgreSQL. What changes how many factors an account has is done under its row's lock, one after the other. */
@Singleton
final class PgPasskeyStore implements PasskeyStore {
    private static final String OF = """
            SELECT id, credential_id, public_key, sign_count, transports, backup, name, created_at, last_used_at
            FROM passkeys WHERE account_id = ? ORDER BY id
            """;
    private static final String HANDLE =
            "INSERT INTO passkey_handles (account_id, handle) VALUES (?, ?) ON CONFLICT (account_id) DO NOTHING";
    private static final String FACTORS = """
            SELECT (SELECT count(*) FROM passkeys WHERE account_id = ?) AS keys,
                (SELECT count(*) FROM totps WHERE account_id = ? AND confirmed_at IS NOT NULL) AS apps
            """;
    private static final String ADD = """
            INSERT INTO passkeys (account_id, id, credential_id, public_key, sign_count, transports, backup, name)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (credential_id) DO NOTHING
            """;
    private static final String USED = """
            UPDATE passkeys SET sign_count = ?, backup = ?, last_used_at = clock_timestamp()
            WHERE account_id = ? AND id = ? AND (sign_count < ? OR (sign_count = 0 AND ? = 0))
            """;

    private final OrgTransactions transactions;

    PgPasskeyStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private record Factors(long keys, long apps) {
        boolean none() {
            return keys == 0 && apps == 0;
        }
    }

    private <T> T in(AccountId account, OrgTransactions.Work<T> work) {
        return transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            return work.on(connection);
        });
    }

    private <T> T locked(AccountId account, OrgTransactions.Work<T> work) {
        return in(account, connection -> {
            AccountRows.lock(connection, account);
            return work.on(connection);
        });
    }

    private static Use use(int rows) {
        return rows == 1 ? Use.TAKEN : Use.REFUSED;
    }

    private static Factors factors(Connection connection, AccountId account) throws SQLException {
        return Sql.one(
                        connection,
                        FACTORS,
                        row -> new Factors(row.getLong("keys"), row.getLong("apps")),
                        account.value(),
                        account.value())
                .orElseThrow();
    }

    @Override
    public List<Passkey> of(AccountId account) {
        return in(account, connection -> Sql.list(connection, OF, PgPasskeyStore::read, account.value()));
    }

    private static Passkey read(ResultSet row) throws SQLException {
        return new Passkey(
                row.getString("id"),
                row.getString("credential_id"),
                row.getString("public_key"),
                row.getLong("sign_count"),
                Sql.texts(row, "transports"),
                Backup.valueOf(row.getString("backup").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                Sql.instant(row, "created_at"),
                Sql.optionalInstant(row, "last_used_at"));
    }

    private static String literal(Backup backup) {
        return backup.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String handle(AccountId account, String fresh) {
        return in(account, connection -> {
            Sql.update(connection, HANDLE, account.value(), fresh);
            return Sql.one(
                            connection,
                            "SELECT handle FROM passkey_handles WHERE account_id = ?",
                            row -> row.getString("handle"),
                            account.value())
                    .orElseThrow();
        });
    }

    @Override
    public Added add(AccountId account, Passkey key, List<Digest> backupCodes) {
        return locked(account, connection -> {
            Factors before = factors(connection, account);
            if (before.keys() >= MAX) {
                return Added.FULL;
            }
            int rows = Sql.update(
                    connection,
                    ADD,
                    account.value(),
                    key.id(),
                    key.credentialId(),
                    key.publicKey(),
                    key.signCount(),
                    key.transports(),
                    literal(key.backup()),
                    key.name());
            if (rows == 0) {
                return Added.KNOWN;
            }
            if (before.none()) {
                int _ = AccountRows.replaceBackupCodes(connection, account, backupCodes);
            }
            return before.none() ? Added.FIRST : Added.ANOTHER;
        });
    }

    @Override
    public Use rename(AccountId account, String id, String name) {
        return use(in(
                account,
                connection -> Sql.update(
                        connection,
                        "UPDATE passkeys SET name = ? WHERE account_id = ? AND id = ?",
                        name,
                        account.value(),
                        id)));
    }

    @Override
    public Use remove(AccountId account, String id) {
        return locked(account, connection -> {
            int rows =
                    Sql.update(connection, "DELETE FROM passkeys WHERE account_id = ? AND id = ?", account.value(), id);
            if (factors(connection, account).none()) {
                int _ = AccountRows.replaceBackupCodes(connection, account, List.of());
            }
            return use(rows);
        });
    }

    @Override
    public Use used(AccountId account, String id, long signCount, Backup backup) {
        return use(in(
                account,
                connection -> Sql.update(
                        connection, USED, signCount, literal(backup), account.value(), id, signCount, signCount)));
    }

    @Override
    public void removeAllFactors(AccountId account) {
        var _ = locked(account, connection -> {
            Sql.update(connection, "DELETE FROM passkeys WHERE account_id = ?", account.value());
            Sql.update(connection, "DELETE FROM totps WHERE account_id = ?", account.value());
            return AccountRows.replaceBackupCodes(connection, account, List.of());
        });
    }
}
