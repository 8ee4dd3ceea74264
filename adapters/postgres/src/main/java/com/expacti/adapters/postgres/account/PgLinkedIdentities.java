package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.account.Account;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.application.org.OrgRegistry;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.OrgSettings;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Linked identities on PostgreSQL. */
@Singleton
final class PgLinkedIdentities implements LinkedIdentities {
    private static final String INSERT = """
            INSERT INTO account_identities (identity_sha256, id, account_id, provider, issuer, subject, email)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identity_sha256) DO NOTHING
            """;
    private static final String OF =
            "SELECT id, provider, email, linked_at FROM account_identities WHERE account_id = ? ORDER BY id";
    /** Those who change one account's ways in wait for each other. */
    private static final String LOCK = "SELECT password_hash FROM accounts WHERE id = ? FOR UPDATE";

    private final OrgTransactions transactions;
    private final OrgRegistry orgs;

    PgLinkedIdentities(OrgTransactions transactions, OrgRegistry orgs) {
        this.transactions = transactions;
        this.orgs = orgs;
    }

    @Override
    public Optional<AccountId> accountOf(ExternalIdentity identity) {
        return transactions.acrossOrgs(connection -> Sql.one(
                        connection,
                        "SELECT find_identity(?) AS id",
                        row -> Sql.text(row, "id"),
                        identity.digest().hex())
                .flatMap(found -> found)
                .map(AccountId::new));
    }

    @Override
    public List<Link> of(AccountId account) {
        return transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            return links(connection, account);
        });
    }

    private static List<Link> links(Connection connection, AccountId account) throws SQLException {
        return Sql.list(connection, OF, PgLinkedIdentities::read, account.value());
    }

    private static Link read(ResultSet row) throws SQLException {
        return new Link(
                row.getString("id"), row.getString("provider"), Sql.text(row, "email"), Sql.instant(row, "linked_at"));
    }

    @Override
    public Kept link(AccountId account, Fresh fresh) {
        return transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            var _ = lock(connection, account);
            if (links(connection, account).size() >= MAX) {
                return Kept.FULL;
            }
            return insert(connection, account, fresh) == 1 ? Kept.DONE : Kept.TAKEN;
        });
    }

    private static Optional<String> lock(Connection connection, AccountId account) throws SQLException {
        return Sql.one(connection, LOCK, row -> Sql.text(row, "password_hash"), account.value())
                .flatMap(hash -> hash);
    }

    private static int insert(Connection connection, AccountId account, Fresh fresh) throws SQLException {
        return Sql.update(
                connection,
                INSERT,
                fresh.identity().digest().hex(),
                fresh.id(),
                account.value(),
                fresh.identity().provider(),
                fresh.identity().issuer(),
                fresh.identity().subject(),
                fresh.email());
    }

    @Override
    public Gone unlink(AccountId account, String id) {
        return transactions.acrossOrgs(connection -> {
            AccountRows.see(connection, account);
            Optional<String> password = lock(connection, account);
            List<Link> all = links(connection, account);
            if (all.stream().noneMatch(link -> link.id().equals(id))) {
                return Gone.UNKNOWN;
            }
            if (password.isEmpty() && all.size() == 1) {
                return Gone.LAST;
            }
            Sql.update(
                    connection, "DELETE FROM account_identities WHERE account_id = ? AND id = ?", account.value(), id);
            return Gone.DONE;
        });
    }

    @Override
    public void make(Account account, Fresh fresh) {
        var _ = transactions.acrossOrgs(connection -> made(connection, account, fresh));
    }

    /** One transaction: founding joins the one that makes the account. */
    @Override
    public void found(Founding founding, Fresh fresh) {
        Account account = founding.account();
        var _ = transactions.acrossOrgs(connection -> {
            made(connection, account, fresh);
            orgs.found(
                    founding.org(),
                    OrgSettings.standard(founding.orgName()),
                    List.of(new Person(founding.user(), account.email(), account.email(), Role.OWNER, true)),
                    List.of());
            return Sql.update(
                    connection,
                    "UPDATE users SET account_id = ? WHERE org_id = ? AND id = ?",
                    account.id().value(),
                    founding.org().value(),
                    founding.user().value());
        });
    }

    private static int made(Connection connection, Account account, Fresh fresh) throws SQLException {
        int rows = AccountRows.insert(connection, account) == 0 ? 0 : insert(connection, account.id(), fresh);
        if (rows == 0) {
            throw new GateException(ErrorCode.CONFLICT, "the address has an account, or the sign-in is somebody's");
        }
        return rows;
    }
}
