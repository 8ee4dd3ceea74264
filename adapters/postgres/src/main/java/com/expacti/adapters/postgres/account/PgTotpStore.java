package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.totp.TotpStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Second factors on PostgreSQL. */
@Singleton
final class PgTotpStore implements TotpStore {
    private static final String BEGIN = """
            INSERT INTO totps AS t (account_id, sealed) VALUES (?, ?)
            ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, begun_at = clock_timestamp(), last_step = -1
            WHERE t.confirmed_at IS NULL
            """;
    private static final String CONFIRM = """
            UPDATE totps SET confirmed_at = clock_timestamp(), last_step = ?
            WHERE account_id = ? AND sealed = ? AND confirmed_at IS NULL AND begun_at > clock_timestamp() - ?::interval
            """;
    private static final String USE_STEP =
            "UPDATE totps SET last_step = ? WHERE account_id = ? AND confirmed_at IS NOT NULL AND last_step < ?";
    private static final String USE_CODE = "DELETE FROM backup_codes WHERE account_id = ? AND code_sha256 = ?";

    private static final String CODES_OF_THE_LAST = """
            DELETE FROM backup_codes WHERE account_id = ?
                AND NOT EXISTS (SELECT FROM passkeys k WHERE k.account_id = ?)
            """;

    private final OrgTransactions transactions;

    PgTotpStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private <T> T in(AccountId account, OrgTransactions.Work<T> work) {
        return transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            return work.on(connection);
        });
    }

    private static Use use(int rows) {
        return rows == 1 ? Use.TAKEN : Use.REFUSED;
    }

    @Override
    public Optional<Enrolment> of(AccountId account) {
        return in(
                account,
                connection -> Sql.one(
                        connection,
                        "SELECT sealed, confirmed_at IS NOT NULL AS is_on FROM totps WHERE account_id = ?",
                        row -> new Enrolment(row.getString("sealed"), row.getBoolean("is_on") ? State.ON : State.BEGUN),
                        account.value()));
    }

    @Override
    public Use begin(AccountId account, String sealed) {
        return use(in(account, connection -> Sql.update(connection, BEGIN, account.value(), sealed)));
    }

    @Override
    public Use confirm(AccountId account, String sealed, long step, List<Digest> backupCodes) {
        return in(account, connection -> {
            AccountRows.lock(connection, account);
            int rows = Sql.update(connection, CONFIRM, step, account.value(), sealed, PATIENCE);
            if (rows == 1) {
                int _ = AccountRows.replaceBackupCodes(connection, account, backupCodes);
            }
            return use(rows);
        });
    }

    @Override
    public Use useStep(AccountId account, long step) {
        return use(in(account, connection -> Sql.update(connection, USE_STEP, step, account.value(), step)));
    }

    @Override
    public Use useBackupCode(AccountId account, Digest code) {
        return use(in(account, connection -> Sql.update(connection, USE_CODE, account.value(), code.hex())));
    }

    @Override
    public void replaceBackupCodes(AccountId account, List<Digest> codes) {
        var _ = in(account, connection -> AccountRows.replaceBackupCodes(connection, account, codes));
    }

    @Override
    public void remove(AccountId account) {
        var _ = in(account, connection -> {
            AccountRows.lock(connection, account);
            Sql.update(connection, CODES_OF_THE_LAST, account.value(), account.value());
            return Sql.update(connection, "DELETE FROM totps WHERE account_id = ?", account.value());
        });
    }
}
