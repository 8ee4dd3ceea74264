package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.domain.command.Digest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** One-time tokens on PostgreSQL: spending one is deleting its row, which one transaction does. */
@Singleton
final class PgOneTimeTokens implements OneTimeTokens {
    private static final String KEEP = """
            INSERT INTO one_time_tokens (secret_sha256, purpose, subject, expires_at)
            VALUES (?, ?, ?, clock_timestamp() + ?::interval)
            """;
    private static final String GOOD = "secret_sha256 = ? AND purpose = ? AND expires_at > clock_timestamp()";

    private final OrgTransactions transactions;

    PgOneTimeTokens(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void keep(Digest secretSha256, Purpose purpose, String subject) {
        var _ = transactions.acrossOrgs(connection -> {
            Sql.update(connection, "DELETE FROM one_time_tokens WHERE expires_at <= clock_timestamp()");
            return Sql.update(connection, KEEP, secretSha256.hex(), purpose.literal(), subject, purpose.life());
        });
    }

    @Override
    public Optional<String> look(Digest secretSha256, Purpose purpose) {
        return subject("SELECT subject FROM one_time_tokens WHERE " + GOOD, secretSha256, purpose);
    }

    @Override
    public Optional<String> spend(Digest secretSha256, Purpose purpose) {
        return subject("DELETE FROM one_time_tokens WHERE " + GOOD + " RETURNING subject", secretSha256, purpose);
    }

    private Optional<String> subject(String sql, Digest secretSha256, Purpose purpose) {
        return transactions.acrossOrgs(connection ->
                Sql.one(connection, sql, row -> row.getString("subject"), secretSha256.hex(), purpose.literal()));
    }

    @Override
    public void revoke(Purpose purpose, String subject) {
        var _ = transactions.acrossOrgs(connection -> Sql.update(
                connection,
                "DELETE FROM one_time_tokens WHERE purpose = ? AND subject = ?",
                purpose.literal(),
                subject));
    }
}
