package com.expacti.adapters.postgres.login;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.login.Client;
import com.expacti.application.login.Login;
import com.expacti.application.login.LoginStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Sign-ins on PostgreSQL. */
@Singleton
final class PgLoginStore implements LoginStore {
    private static final String FORGET =
            "DELETE FROM logins WHERE org_id = ? AND user_id = ? AND created_at <= clock_timestamp() - ?::interval";
    private static final String OPEN =
            "INSERT INTO logins (org_id, id, user_id, address, user_agent) VALUES (?, ?, ?, ?, ?)";
    private static final String KEEP = """
            INSERT INTO refresh_tokens (secret_sha256, org_id, login_id, expires_at)
            VALUES (?, ?, ?, clock_timestamp() + ?::interval)
            """;
    /** Whether somebody else was first is found out by waiting for their row. */
    private static final String USE = """
            UPDATE refresh_tokens SET used_at = clock_timestamp()
            WHERE org_id = ? AND secret_sha256 = ? AND used_at IS NULL AND expires_at > clock_timestamp()
            """;

    private static final String TOUCH =
            "UPDATE logins SET last_used_at = clock_timestamp() WHERE org_id = ? AND id = ? RETURNING user_id";
    private static final String USED =
            "SELECT used_at IS NOT NULL AS used FROM refresh_tokens WHERE org_id = ? AND secret_sha256 = ?";

    private final OrgTransactions transactions;

    PgLoginStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private record Found(OrgId org, CredentialId login) {}

    @Override
    public void open(OrgId org, CredentialId login, UserId user, Client from, Digest refreshSha256) {
        var _ = transactions.write(org, connection -> {
            Sql.update(connection, FORGET, org.value(), user.value(), LIFE);
            Sql.update(connection, OPEN, org.value(), login.value(), user.value(), from.address(), from.userAgent());
            return Sql.update(connection, KEEP, refreshSha256.hex(), org.value(), login.value(), IDLE);
        });
    }

    @Override
    public Rotation rotate(Digest refreshSha256, Digest nextSha256) {
        Optional<Found> found = transactions.acrossOrgs(connection -> Sql.one(
                connection,
                "SELECT org, login FROM find_refresh_token(?)",
                row -> new Found(new OrgId(row.getString("org")), new CredentialId(row.getString("login"))),
                refreshSha256.hex()));
        return found.isEmpty()
                ? new Rotation.Unknown()
                : transactions.write(
                        found.get().org(), connection -> use(connection, found.get(), refreshSha256, nextSha256));
    }

    private static Rotation use(Connection connection, Found found, Digest refresh, Digest next) throws SQLException {
        String org = found.org().value();
        String login = found.login().value();
        if (Sql.update(connection, USE, org, refresh.hex()) == 1) {
            Sql.update(connection, KEEP, next.hex(), org, login, IDLE);
            UserId user = new UserId(Sql.one(connection, TOUCH, row -> row.getString("user_id"), org, login)
                    .orElseThrow());
            return new Rotation.Rotated(found.org(), found.login(), user);
        }
        return Sql.one(connection, USED, row -> row.getBoolean("used"), org, refresh.hex())
                        .orElse(false)
                ? new Rotation.Reused(found.org(), found.login())
                : new Rotation.Unknown();
    }

    @Override
    public List<Login> logins(OrgId org, UserId user) {
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT * FROM logins WHERE org_id = ? AND user_id = ? ORDER BY id DESC",
                        PgLoginStore::login,
                        org.value(),
                        user.value()));
    }

    private static Login login(ResultSet row) throws SQLException {
        return new Login(
                new CredentialId(row.getString("id")),
                new UserId(row.getString("user_id")),
                new Client(Sql.text(row, "address"), Sql.text(row, "user_agent")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_used_at"));
    }
}
