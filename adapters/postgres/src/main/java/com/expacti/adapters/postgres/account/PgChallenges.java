package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.passkey.Challenges;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import jakarta.inject.Singleton;

/** What waits to be signed, on PostgreSQL. */
@Singleton
final class PgChallenges implements Challenges {
    private static final String FORGET = """
            DELETE FROM passkey_challenges WHERE account_id = ? AND (expires_at <= clock_timestamp()
                OR challenge_sha256 IN (SELECT challenge_sha256 FROM passkey_challenges
                    WHERE account_id = ? AND purpose = ? ORDER BY expires_at DESC OFFSET ?))
            """;
    private static final String KEEP = """
            INSERT INTO passkey_challenges (challenge_sha256, account_id, purpose, subject, expires_at)
            VALUES (?, ?, ?, ?, clock_timestamp() + ?::interval)
            """;
    private static final String SPEND = """
            DELETE FROM passkey_challenges WHERE challenge_sha256 = ? AND account_id = ? AND purpose = ? AND subject = ?
                AND expires_at > clock_timestamp()
            """;

    private final OrgTransactions transactions;

    PgChallenges(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void keep(AccountId account, Digest challenge, Asked asked) {
        String purpose = asked.purpose().literal();
        var _ = transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            Sql.update(connection, FORGET, account.value(), account.value(), purpose, WAITING_MAX - 1);
            return Sql.update(
                    connection,
                    KEEP,
                    challenge.hex(),
                    account.value(),
                    purpose,
                    asked.subject(),
                    asked.purpose().life());
        });
    }

    @Override
    public Use spend(AccountId account, Digest challenge, Asked asked) {
        int rows = transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            return Sql.update(
                    connection,
                    SPEND,
                    challenge.hex(),
                    account.value(),
                    asked.purpose().literal(),
                    asked.subject());
        });
        return rows == 1 ? Use.TAKEN : Use.REFUSED;
    }
}
