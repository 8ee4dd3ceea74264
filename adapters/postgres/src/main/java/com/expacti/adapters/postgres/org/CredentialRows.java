package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.SshPublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A token's or key's row: how it is written and read. */
final class CredentialRows {
    private static final String COLUMNS = """
            (org_id, id, name, agent_id, user_id, issued_by, permissions, target_ids, expires_at, %s)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, %s)
            """;
    private static final String SECRET = "INSERT INTO credentials " + COLUMNS.formatted("secret_sha256", "?");

    /** Whoever has the key already, in whichever org: only that there is somebody is seen here. */
    private static final String SSH_KEY =
            "INSERT INTO credentials " + COLUMNS.formatted("ssh_fingerprint, ssh_public_key", "?, ?") + """
                    ON CONFLICT (ssh_fingerprint) WHERE ssh_fingerprint IS NOT NULL AND revoked_at IS NULL DO NOTHING
                    """;

    private static final String END = """
            UPDATE credentials SET expires_at = least(coalesce(expires_at, 'infinity'), ?) WHERE org_id = ? AND id = ?
            """;
    private static final String REVOKE_OF = """
            UPDATE credentials SET revoked_at = ? WHERE org_id = ? AND agent_id = ? AND revoked_at IS NULL
            """;

    private CredentialRows() {}

    static void insert(Connection connection, OrgId org, Credential credential, String sha) throws SQLException {
        List<Object> values = values(org, credential);
        values.add(sha.isEmpty() ? Optional.empty() : sha);
        Sql.update(connection, SECRET, values.toArray());
    }

    static void insert(Connection connection, OrgId org, Credential credential, SshPublicKey key) throws SQLException {
        List<Object> values = values(org, credential);
        values.addAll(Arrays.asList(key.fingerprint(), key.line() + (" " + key.comment()).stripTrailing()));
        if (Sql.update(connection, SSH_KEY, values.toArray()) == 0) {
            throw taken();
        }
    }

    private static GateException taken() {
        return new GateException(
                ErrorCode.CONFLICT, "this key can't be registered, as it is in use; make one for this agent alone");
    }

    private static List<Object> values(OrgId org, Credential c) {
        return new ArrayList<>(Arrays.asList(
                org.value(),
                c.id().value(),
                c.name(),
                c.agent().map(AgentId::value),
                c.user().map(UserId::value),
                c.issuedBy().map(UserId::value),
                c.permissions().stream().map(Permission::literal).sorted().toList(),
                c.targets()
                        .map(only -> only.stream().map(TargetId::value).sorted().toList()),
                c.expiresAt()));
    }

    static void endBy(Connection connection, OrgId org, CredentialId id, Instant end) throws SQLException {
        Sql.update(connection, END, end, org.value(), id.value());
    }

    static void revokeOf(Connection connection, OrgId org, AgentId agent, Instant now) throws SQLException {
        Sql.update(connection, REVOKE_OF, now, org.value(), agent.value());
    }

    static Credential read(ResultSet row) throws SQLException {
        return new Credential(
                new CredentialId(row.getString("id")),
                row.getString("name"),
                Sql.text(row, "agent_id").map(AgentId::new),
                Sql.text(row, "user_id").map(UserId::new),
                Sql.text(row, "issued_by").map(UserId::new),
                Sql.texts(row, "permissions").stream()
                        .map(p -> Permission.of(p)
                                .orElseThrow(() ->
                                        new IllegalStateException("a stored permission is unknown to this version")))
                        .collect(Collectors.toSet()),
                Sql.optionalInstant(row, "expires_at"),
                Sql.optionalInstant(row, "revoked_at").isPresent(),
                row.getArray("target_ids") == null
                        ? Optional.empty()
                        : Optional.of(Sql.texts(row, "target_ids").stream()
                                .map(TargetId::new)
                                .collect(Collectors.toSet())));
    }
}
