package com.expacti.adapters.postgres.idempotency;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.idempotency.AnswerStore;
import com.expacti.application.idempotency.Asked;
import com.expacti.application.idempotency.Begun;
import com.expacti.application.idempotency.KeptAnswer;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers by their keys. All moments are the database's. */
@Singleton
final class PgAnswerStore implements AnswerStore {
    /** One of two who come at once inserts; the other waits for its commit, changes nothing, and is not told. */
    private static final String BEGIN = """
            INSERT INTO kept_answers AS k (org_id, credential_id, key, request_sha256, begun_at, done)
            VALUES (?, ?, ?, ?, clock_timestamp(), false)
            ON CONFLICT (org_id, credential_id, key) DO UPDATE
            SET request_sha256 = excluded.request_sha256, begun_at = excluded.begun_at, done = false,
                status = NULL, body = NULL
            WHERE k.begun_at <= clock_timestamp() - ?::interval
            """;

    private static final String KNOWN = """
            SELECT request_sha256, done, status, body, begun_at <= clock_timestamp() - ?::interval AS lost
            FROM kept_answers WHERE org_id = ? AND credential_id = ? AND key = ?
            """;

    private static final String OPEN =
            " WHERE org_id = ? AND credential_id = ? AND key = ? AND request_sha256 = ? AND NOT done";

    private static final String FORGET = """
            DELETE FROM kept_answers WHERE org_id = ? AND (credential_id, key) IN (
                SELECT credential_id, key FROM kept_answers
                WHERE org_id = ? AND begun_at <= clock_timestamp() - ?::interval LIMIT ?)
            """;

    private final OrgTransactions transactions;

    PgAnswerStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Begun begin(Asked asked) {
        return transactions.write(asked.org(), connection -> {
            int mine = Sql.update(
                    connection,
                    BEGIN,
                    asked.org().value(),
                    asked.credential().value(),
                    asked.key(),
                    asked.request().hex(),
                    KEPT);
            return mine > 0 ? new Begun.Fresh() : known(connection, asked);
        });
    }

    /** Whoever released the key just now leaves no row: then it is as if they were still at it, and who asks comes again. */
    private static Begun known(Connection connection, Asked asked) throws SQLException {
        Optional<Begun> known = Sql.one(
                connection,
                KNOWN,
                row -> read(row, asked),
                LONGEST,
                asked.org().value(),
                asked.credential().value(),
                asked.key());
        return known.orElseGet(Begun.Running::new);
    }

    private static Begun read(ResultSet row, Asked asked) throws SQLException {
        if (!row.getString("request_sha256").equals(asked.request().hex())) {
            return new Begun.Different();
        }
        if (!row.getBoolean("done")) {
            return row.getBoolean("lost") ? new Begun.Lost() : new Begun.Running();
        }
        var status = Sql.optionalInt(row, "status");
        return status.isPresent()
                ? new Begun.Answered(new KeptAnswer(status.getAsInt(), Sql.text(row, "body")))
                : new Begun.Unkept();
    }

    @Override
    public void keep(Asked asked, KeptAnswer answer) {
        end(asked, "UPDATE kept_answers SET done = true, status = ?, body = ?", answer.status(), answer.body());
    }

    @Override
    public void finish(Asked asked) {
        end(asked, "UPDATE kept_answers SET done = true");
    }

    @Override
    public void release(Asked asked) {
        end(asked, "DELETE FROM kept_answers");
    }

    private void end(Asked asked, String change, @Nullable Object... values) {
        var _ = transactions.write(asked.org(), connection -> {
            @Nullable Object[] all = java.util.Arrays.copyOf(values, values.length + 4);
            all[values.length] = asked.org().value();
            all[values.length + 1] = asked.credential().value();
            all[values.length + 2] = asked.key();
            all[values.length + 3] = asked.request().hex();
            return Sql.update(connection, change + OPEN, all);
        });
    }

    @Override
    public List<OrgId> withOld(int most) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org FROM orgs_with_old_answers(?::interval, ?)",
                row -> new OrgId(row.getString("org")),
                KEPT,
                most));
    }

    @Override
    public int forget(OrgId org, int most) {
        return transactions.write(
                org, connection -> Sql.update(connection, FORGET, org.value(), org.value(), KEPT, most));
    }
}
