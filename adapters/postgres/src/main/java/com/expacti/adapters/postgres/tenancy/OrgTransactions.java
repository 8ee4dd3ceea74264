package com.expacti.adapters.postgres.tenancy;

import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.OrgId;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in one transaction of one org. The org is set per transaction and never per connection, so a pooled
 * connection carries nobody's rows to the next user. A database that fails is {@code unavailable}.
 */
@Singleton
public final class OrgTransactions {
    private static final String SET_ORG = "SELECT set_config('expacti.org_id', ?, true)";

    /**
     * Without statistics a planner takes an org for a handful of rows, which it might as well sort; a plan it keeps for later may be
     * from a time when that was so. A list is always quickest by the index that has its order, one look-up for each row that is shown.
     */
    private static final String SET_ORG_IN_ORDER = "SELECT set_config('expacti.org_id', ?, true), "
            + Stream.of("sort", "seqscan", "bitmapscan", "hashjoin", "mergejoin")
                    .map("set_config('enable_%s', 'off', true)"::formatted)
                    .collect(Collectors.joining(", "))
            + ", set_config('jit', 'off', true)";

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
        return write(org, new RoundTrip(), work);
    }

    public <T> T read(OrgId org, Work<T> work) {
        return read(org, new RoundTrip(), work);
    }

    /** The transaction begins with {@code opening}, which goes along with what sets the org. */
    public <T> T write(OrgId org, RoundTrip opening, Work<T> work) {
        return guarded(() -> transactions.executeWrite(status -> run(org, status.getConnection(), opening, work)));
    }

    /** The transaction begins with {@code opening}, which goes along with what sets the org. */
    public <T> T read(OrgId org, RoundTrip opening, Work<T> work) {
        return guarded(() -> transactions.executeRead(status -> run(org, status.getConnection(), opening, work)));
    }

    /** A transaction that is nothing but this trip. */
    public void writeIn(OrgId org, RoundTrip trip) {
        var _ = guarded(() -> transactions.executeWrite(status -> alone(org, status, trip)));
    }

    /** A transaction that is nothing but this trip. */
    public void readIn(OrgId org, RoundTrip trip) {
        var _ = guarded(() -> transactions.executeRead(status -> alone(org, status, trip)));
    }

    /** A transaction that is nothing but this trip, whose rows come in the order of an index and are never sorted. */
    public void listIn(OrgId org, RoundTrip trip) {
        var _ = guarded(() -> transactions.executeRead(status -> {
            trip.first(SET_ORG_IN_ORDER, org.value());
            return alone(status, trip);
        }));
    }

    /** One trip for the functions that look across orgs and give ids only. */
    public void acrossOrgsIn(RoundTrip trip) {
        var _ = guarded(() -> transactions.executeWrite(status -> alone(status, trip)));
    }

    private static boolean alone(OrgId org, TransactionStatus<Connection> status, RoundTrip trip) {
        trip.first(SET_ORG, org.value());
        return alone(status, trip);
    }

    private static boolean alone(TransactionStatus<Connection> status, RoundTrip trip) {
        if (!status.isNewTransaction()) {
            throw new IllegalStateException("a trip of its own inside another transaction would commit that one");
        }
        return run(status.getConnection(), connection -> {
            trip.committing().run(connection);
            return true;
        });
    }

    /** For the functions that look across orgs and give ids only; tables show no row here. */
    public <T> T acrossOrgs(Work<T> work) {
        return guarded(() -> transactions.executeWrite(status -> run(status.getConnection(), work)));
    }

    private static <T> T run(OrgId org, Connection connection, RoundTrip opening, Work<T> work) {
        return run(connection, c -> {
            opening.first(SET_ORG, org.value());
            opening.run(c);
            return work.on(c);
        });
    }

    private static <T> T run(Connection connection, Work<T> work) {
        try {
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
