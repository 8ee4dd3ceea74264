package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.SignUps;
import com.expacti.application.org.OrgRegistry;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Sign-ups on PostgreSQL. */
@Singleton
final class PgSignUps implements SignUps {
    private static final String KEEP = """
            INSERT INTO sign_ups (id, email, password_hash, org_name, allow_self_approval, planned_account, planned_org,
                planned_user, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() + ?::interval)
            """;
    private static final String WAITING = """
            SELECT * FROM sign_ups WHERE lower(email) = lower(?) AND expires_at > clock_timestamp()
            ORDER BY id DESC LIMIT 5
            """;
    private static final String TAKE =
            "DELETE FROM sign_ups WHERE id = ? AND expires_at > clock_timestamp() RETURNING *";

    private final OrgTransactions transactions;
    private final OrgRegistry orgs;

    PgSignUps(OrgTransactions transactions, OrgRegistry orgs) {
        this.transactions = transactions;
        this.orgs = orgs;
    }

    @Override
    public void keep(SignUp s) {
        var _ = transactions.acrossOrgs(connection -> {
            Sql.update(connection, "DELETE FROM sign_ups WHERE expires_at <= clock_timestamp()");
            return Sql.update(
                    connection,
                    KEEP,
                    s.id(),
                    s.email(),
                    s.passwordHash(),
                    s.orgName(),
                    s.allowSelfApproval(),
                    s.account().value(),
                    s.org().value(),
                    s.user().value(),
                    LIFE);
        });
    }

    @Override
    public List<SignUp> waiting(String email) {
        return transactions.acrossOrgs(connection -> Sql.list(connection, WAITING, PgSignUps::read, email));
    }

    /** One transaction: founding joins the one that takes the row. */
    @Override
    public Optional<SignUp> complete(String id, Accounts.Proof proof) {
        return transactions.acrossOrgs(connection -> {
            Optional<SignUp> taken = Sql.one(connection, TAKE, PgSignUps::read, id);
            return taken.isPresent() && made(connection, taken.get(), proof) ? taken : Optional.empty();
        });
    }

    @Override
    public Optional<SignUp> find(String id) {
        return transactions.acrossOrgs(connection -> Sql.one(
                connection,
                "SELECT * FROM sign_ups WHERE id = ? AND expires_at > clock_timestamp()",
                PgSignUps::read,
                id));
    }

    private boolean made(Connection connection, SignUp s, Accounts.Proof proof) throws SQLException {
        int accounts = AccountRows.insert(
                connection, new Account(s.account(), s.email(), Optional.of(s.passwordHash()), Optional.of(s.org())));
        if (accounts == 0) {
            return false;
        }
        AccountRows.shown(connection, s.account(), proof);
        orgs.found(
                s.org(),
                OrgSettings.standard(s.orgName()),
                List.of(new Person(s.user(), s.email(), s.email(), Role.OWNER, true)),
                List.of());
        return Sql.update(
                        connection,
                        "UPDATE users SET account_id = ? WHERE org_id = ? AND id = ?",
                        s.account().value(),
                        s.org().value(),
                        s.user().value())
                == 1;
    }

    private static SignUp read(ResultSet row) throws SQLException {
        return new SignUp(
                row.getString("id"),
                row.getString("email"),
                row.getString("password_hash"),
                row.getString("org_name"),
                row.getBoolean("allow_self_approval"),
                new AccountId(row.getString("planned_account")),
                new OrgId(row.getString("planned_org")),
                new UserId(row.getString("planned_user")));
    }
}
