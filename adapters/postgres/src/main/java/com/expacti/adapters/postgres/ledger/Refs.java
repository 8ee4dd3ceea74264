package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.ledger.SettleResult;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Why a command could not be stored under its {@code ref}. */
final class Refs {
    /** Takes the ref twice. Asked for in an order, so that the index by refs is the only way that needs no sorting. */
    static final String BY_REF =
            CommandRows.SELECT + " AND c.session_id = ? AND c.ref >= ? AND c.ref <= ? ORDER BY c.ref LIMIT 1";

    private Refs() {}

    /** A known {@code ref} answers even in a closed session; only then is it the session that is at fault. */
    static SettleResult known(Connection connection, Submission submission) throws SQLException {
        Optional<CommandRecord> stored = Sql.one(
                connection,
                BY_REF,
                CommandRows::read,
                submission.org().value(),
                submission.session().value(),
                submission.ref(),
                submission.ref());
        if (stored.isPresent() && stored.get().submission().agent().equals(submission.agent())) {
            boolean same = stored.get().submission().digest().equals(submission.digest());
            return same ? new SettleResult.Known(stored.get()) : new SettleResult.Conflict();
        }
        if (Sql.one(
                        connection,
                        "SELECT 1 FROM spent_refs WHERE session_id = ? AND ref = ? AND org_id = ?",
                        row -> true,
                        submission.session().value(),
                        submission.ref(),
                        submission.org().value())
                .isPresent()) {
            return new SettleResult.Conflict();
        }
        boolean exists = Sql.one(
                        connection,
                        "SELECT 1 FROM sessions WHERE org_id = ? AND id = ? AND agent_id = ?",
                        row -> true,
                        submission.org().value(),
                        submission.session().value(),
                        submission.agent().value())
                .isPresent();
        return new SettleResult.SessionClosed(exists);
    }
}
