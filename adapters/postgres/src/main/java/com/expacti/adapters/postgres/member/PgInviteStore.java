package com.expacti.adapters.postgres.member;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.member.InviteStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Invite;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who was asked to join and has not answered. */
@Singleton
final class PgInviteStore implements InviteStore {
    private static final String OPEN =
            "SELECT * FROM invites WHERE org_id = ? AND open AND expires_at > ? ORDER BY id COLLATE \"C\"";

    private final OrgTransactions transactions;

    PgInviteStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Invite> open(OrgId org, Instant now) {
        return transactions.read(
                org, connection -> Sql.list(connection, OPEN, PgInviteStore::invite, org.value(), now));
    }

    private static Invite invite(ResultSet row) throws SQLException {
        return new Invite(
                row.getString("id"),
                row.getString("email"),
                Role.of(row.getString("role"))
                        .orElseThrow(() -> new IllegalStateException("a stored role is unknown to this version")),
                new UserId(row.getString("invited_by")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                row.getInt("sent"));
    }
}
