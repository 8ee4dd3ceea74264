package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.InviteStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.Invite;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** An invite's row. Whoever calls holds the chain head's lock, so what is counted here stays as it is. */
final class InviteRows {
    private static final String LAPSE = """
            UPDATE invites SET open = false WHERE org_id = ? AND open AND expires_at <= ?
            """;
    private static final String COUNT = "SELECT count(*) FROM invites WHERE org_id = ? AND open";
    private static final String INSERT = """
            INSERT INTO invites (org_id, id, email, role, invited_by, created_at, expires_at, sent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (org_id, lower(email)) WHERE open DO NOTHING
            """;
    private static final String AGAIN = """
            UPDATE invites SET sent = ?, expires_at = ? WHERE org_id = ? AND id = ? AND open AND sent = ?
            """;
    private static final String CLOSE = """
            UPDATE invites SET open = false WHERE org_id = ? AND id = ? AND open AND expires_at > ?
            """;

    private InviteRows() {}

    static void insert(Connection connection, OrgId org, Invite invite) throws SQLException {
        Sql.update(connection, LAPSE, org.value(), invite.createdAt());
        long open =
                Sql.one(connection, COUNT, row -> row.getLong(1), org.value()).orElse(0L);
        if (open >= InviteStore.OPEN_MAX) {
            throw new GateException(ErrorCode.CONFLICT, "200 invites wait, which is the most; revoke one first");
        }
        int made = Sql.update(
                connection,
                INSERT,
                org.value(),
                invite.id(),
                invite.email(),
                invite.role().literal(),
                invite.invitedBy().value(),
                invite.createdAt(),
                invite.expiresAt(),
                invite.sent());
        if (made == 0) {
            throw new GateException(
                    ErrorCode.CONFLICT, "this address was invited already; send that invite again, or revoke it");
        }
    }

    static void sentAgain(Connection connection, OrgId org, Invite invite) throws SQLException {
        requireOpen(Sql.update(
                connection, AGAIN, invite.sent(), invite.expiresAt(), org.value(), invite.id(), invite.sent() - 1));
    }

    /** INVARIANT: an invite ends once. Of two who accept it at once, the second finds it closed. */
    static void close(Connection connection, OrgId org, Invite invite, Instant now) throws SQLException {
        requireOpen(Sql.update(connection, CLOSE, org.value(), invite.id(), now));
    }

    private static void requireOpen(int rows) {
        if (rows == 0) {
            throw new GateException(ErrorCode.CONFLICT, "the invite was answered, revoked or changed a moment ago");
        }
    }
}
