package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.login.KnownClients;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where accounts were signed in to from, on PostgreSQL. */
@Singleton
final class PgKnownClients implements KnownClients {
    private static final String REMEMBER = """
            INSERT INTO known_clients (account_id, client_sha256) VALUES (?, ?)
            ON CONFLICT (account_id, client_sha256) DO UPDATE SET seen_at = clock_timestamp()
            """;
    private static final String FORGET = """
            DELETE FROM known_clients WHERE account_id = ? AND (seen_at <= clock_timestamp() - ?::interval
                OR client_sha256 NOT IN (
                    SELECT client_sha256 FROM known_clients WHERE account_id = ? ORDER BY seen_at DESC LIMIT ?))
            """;
    private static final String KNOWN = """
            SELECT client_sha256 FROM known_clients
            WHERE account_id = ? AND client_sha256 = ANY (?) AND seen_at > clock_timestamp() - ?::interval
            """;

    private final OrgTransactions transactions;

    PgKnownClients(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void remember(AccountId account, List<Digest> clients) {
        var _ = transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            for (Digest client : clients.stream()
                    .distinct()
                    .sorted(java.util.Comparator.comparing(Digest::hex))
                    .toList()) {
                Sql.update(connection, REMEMBER, account.value(), client.hex());
            }
            return Sql.update(connection, FORGET, account.value(), LIFE, account.value(), MAX);
        });
    }

    @Override
    public Optional<Digest> firstKnown(AccountId account, List<Digest> clients) {
        Set<String> known = new HashSet<>(transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            return Sql.list(
                    connection,
                    KNOWN,
                    row -> row.getString("client_sha256"),
                    account.value(),
                    clients.stream().map(Digest::hex).toList(),
                    LIFE);
        }));
        return clients.stream().filter(client -> known.contains(client.hex())).findFirst();
    }
}
