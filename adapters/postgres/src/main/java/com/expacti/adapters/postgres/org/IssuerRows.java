package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgIssuer.Standing;
import com.expacti.domain.org.SealedCredential;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of orgs' own issuers. */
final class IssuerRows {
    private static final String INSERT = """
            INSERT INTO org_issuers (name, url, client_id, sealed_secret, pointed_by, enabled, org_id, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE org_issuers SET name = ?, url = ?, client_id = ?, sealed_secret = coalesce(?, sealed_secret),
                pointed_by = ?, enabled = ?
            WHERE org_id = ? AND id = ?
            """;

    private IssuerRows() {}

    static void insert(Connection connection, OrgId org, OrgIssuer issuer, SealedCredential secret)
            throws SQLException {
        write(connection, INSERT, org, issuer, Optional.of(secret));
    }

    static void update(Connection connection, OrgId org, OrgIssuer issuer, Optional<SealedCredential> secret)
            throws SQLException {
        write(connection, UPDATE, org, issuer, secret);
    }

    private static void write(
            Connection connection, String sql, OrgId org, OrgIssuer issuer, Optional<SealedCredential> secret)
            throws SQLException {
        Sql.update(
                connection,
                sql,
                issuer.name(),
                issuer.url(),
                issuer.clientId(),
                secret.map(SealedCredential::base64),
                issuer.pointedBy().literal(),
                issuer.standing() == Standing.ENABLED,
                org.value(),
                issuer.id());
    }

    /** Before it is removed: the function looks whose it is. */
    static void endLinks(Connection connection, OrgIssuer issuer) throws SQLException {
        var _ = Sql.one(connection, "SELECT end_issuer_links(?)", _ -> issuer, issuer.id());
    }

    static void remove(Connection connection, OrgId org, OrgIssuer issuer) throws SQLException {
        Sql.update(connection, "DELETE FROM org_issuers WHERE org_id = ? AND id = ?", org.value(), issuer.id());
    }

    static OrgIssuer read(ResultSet row) throws SQLException {
        return new OrgIssuer(
                row.getString("id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("client_id"),
                Role.of(row.getString("pointed_by")).orElseThrow(),
                row.getBoolean("enabled") ? Standing.ENABLED : Standing.DISABLED);
    }
}
