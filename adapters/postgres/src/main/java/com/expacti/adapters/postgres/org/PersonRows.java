package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** A member's row. */
final class PersonRows {
    private static final String UPDATE = """
            UPDATE users SET display_name = ?, role = ? WHERE org_id = ? AND id = ?
            """;
    private static final String JOIN = """
            INSERT INTO users (org_id, id, email, display_name, role, active, account_id) VALUES (?, ?, ?, ?, ?, true, ?)
            ON CONFLICT (org_id, id) DO UPDATE SET role = excluded.role, active = true, account_id = excluded.account_id
            """;
    private static final String REMOVE = "UPDATE users SET active = false WHERE org_id = ? AND id = ?";
    private static final String REVOKE = """
            UPDATE credentials SET revoked_at = ? WHERE org_id = ? AND user_id = ? AND revoked_at IS NULL
            """;

    private PersonRows() {}

    /** Whoever was removed and comes again is who they were, so that they still may not decide what they stood behind. */
    static void join(Connection connection, OrgId org, Person person, AccountId account) throws SQLException {
        Sql.update(
                connection,
                JOIN,
                org.value(),
                person.id().value(),
                person.email(),
                person.displayName(),
                person.role().literal(),
                account.value());
    }

    static void update(Connection connection, OrgId org, Person person) throws SQLException {
        Sql.update(
                connection,
                UPDATE,
                person.displayName(),
                person.role().literal(),
                org.value(),
                person.id().value());
    }

    /** With all that speaks as them, so that nothing of it comes back to life should they be invited again. */
    static void remove(Connection connection, OrgId org, Person person, Instant now) throws SQLException {
        Sql.update(connection, REMOVE, org.value(), person.id().value());
        Sql.update(connection, REVOKE, now, org.value(), person.id().value());
    }
}
