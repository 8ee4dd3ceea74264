package com.expacti.adapters.postgres.tenancy;

import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.OrgId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in one transaction of one org. The org is set per transaction and never per connection, so a pooled
 * connection carries nobody's rows to the next user. A database that fails is {@code unavailable}.
 */
@Singleton
public final class OrgTransactions {
    private static final String SET_ORG = "SELECT set_config('expacti.org_id', ?, true)";

    private final TransactionOperations<Connection> transactions;

    OrgTransactions(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** Work on a connection that sees one org. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public <T> T write(OrgId org, Work<T> work) {
        return guarded(() -> transactions.executeWrite(status -> run(Optional.of(org), status.getConnection(), work)));
    }

    public <T> T read(OrgId org, Work<T> work) {
        return guarded(() -> transactions.executeRead(status -> run(Optional.of(org), status.getConnection(), work)));
    }

    /** For the functions that look across orgs and give ids only; tables show no row here. */
    public <T> T acrossOrgs(Work<T> work) {
        return guarded(() -> transactions.executeWrite(status -> run(Optional.empty(), status.getConnection(), work)));
    }

    private static <T> T run(Optional<OrgId> org, Connection connection, Work<T> work) {
        try {
            if (org.isPresent()) {
                try (PreparedStatement set = connection.prepareStatement(SET_ORG)) {
                    set.setString(1, org.get().value());
                    set.execute();
                }
            }
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static <T> T guarded(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (GateException e) {
            throw e;
        } catch (RuntimeException e) {
            if (causedBySql(e)) {
                throw GateException.unavailable(e);
            }
            throw e;
        }
    }

    private static boolean causedBySql(@Nullable Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /** Carries an SQL failure out of the transaction, which rolls it back. */
    private static final class DatabaseFailure extends RuntimeException {
        DatabaseFailure(SQLException cause) {
            super(cause);
        }
    }
}
