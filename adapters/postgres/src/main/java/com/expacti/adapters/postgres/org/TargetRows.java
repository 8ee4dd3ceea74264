package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetAddress;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.risk.Environment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** The rows of targets and their groups. */
final class TargetRows {
    private static final String INSERT = """
            INSERT INTO targets (name, environment, enforced, group_ids, host, port, login, host_key, auth,
                sealed_credential, active, org_id, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE targets SET name = ?, environment = ?, enforced = ?, group_ids = ?, host = ?, port = ?, login = ?,
                host_key = ?, auth = ?, sealed_credential = coalesce(?, sealed_credential), active = ?
            WHERE org_id = ? AND id = ?
            """;
    private static final String REMOVE = """
            UPDATE targets SET active = false, sealed_credential = NULL WHERE org_id = ? AND id = ?
            """;
    private static final String LEAVE = """
            UPDATE targets SET group_ids = array_remove(group_ids, ?) WHERE org_id = ? AND ? = ANY (group_ids)
            """;

    private TargetRows() {}

    static void insert(Connection connection, OrgId org, Target target, Optional<SealedCredential> sealed)
            throws SQLException {
        write(connection, INSERT, org, target, sealed);
    }

    static void update(Connection connection, OrgId org, Target target, Optional<SealedCredential> sealed)
            throws SQLException {
        write(connection, UPDATE, org, target, sealed);
    }

    private static void write(
            Connection connection, String sql, OrgId org, Target target, Optional<SealedCredential> sealed)
            throws SQLException {
        Optional<TargetAddress> address = target.address();
        Sql.update(
                connection,
                sql,
                target.name(),
                target.environment().name().toLowerCase(Locale.ROOT),
                target.enforced(),
                target.groupIds(),
                address.map(TargetAddress::host),
                address.map(TargetAddress::port),
                address.map(TargetAddress::login),
                address.flatMap(TargetAddress::hostKey),
                address.map(a -> a.auth().literal()),
                sealed.map(SealedCredential::base64),
                target.active(),
                org.value(),
                target.id().value());
    }

    static void remove(Connection connection, OrgId org, Target target) throws SQLException {
        Sql.update(connection, REMOVE, org.value(), target.id().value());
    }

    static Target read(ResultSet row) throws SQLException {
        return new Target(
                new TargetId(row.getString("id")),
                row.getString("name"),
                Environment.valueOf(row.getString("environment").toUpperCase(Locale.ROOT)),
                row.getBoolean("enforced"),
                Sql.textSet(row, "group_ids"),
                address(row),
                row.getBoolean("active"));
    }

    private static Optional<TargetAddress> address(ResultSet row) throws SQLException {
        Optional<String> host = Sql.text(row, "host");
        return host.isEmpty()
                ? Optional.empty()
                : Optional.of(new TargetAddress(
                        host.get(),
                        row.getInt("port"),
                        row.getString("login"),
                        Sql.text(row, "host_key"),
                        TargetAddress.Auth.valueOf(row.getString("auth").toUpperCase(Locale.ROOT))));
    }

    static void insert(Connection connection, OrgId org, TargetGroup group) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO target_groups (org_id, id, name) VALUES (?, ?, ?)",
                org.value(),
                group.id(),
                group.name());
    }

    static void rename(Connection connection, OrgId org, TargetGroup group) throws SQLException {
        Sql.update(
                connection,
                "UPDATE target_groups SET name = ? WHERE org_id = ? AND id = ?",
                group.name(),
                org.value(),
                group.id());
    }

    static void remove(Connection connection, OrgId org, TargetGroup group) throws SQLException {
        Sql.update(connection, LEAVE, group.id(), org.value(), group.id());
        Sql.update(connection, "DELETE FROM target_groups WHERE org_id = ? AND id = ?", org.value(), group.id());
    }

    static TargetGroup group(ResultSet row) throws SQLException {
        return new TargetGroup(row.getString("id"), row.getString("name"));
    }
}
