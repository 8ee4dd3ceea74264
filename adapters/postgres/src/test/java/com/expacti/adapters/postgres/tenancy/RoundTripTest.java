package com.expacti.adapters.postgres.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.adapters.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several statements in one trip, on a real PostgreSQL. */
final class RoundTripTest {
    private final Connection connection;

    RoundTripTest() throws SQLException {
        connection = TestDatabase.get().owner();
    }

    @BeforeEach
    void aTable() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE box (a int PRIMARY KEY, b text)");
        }
        connection.commit();
    }

    @AfterEach
    void goodbye() throws SQLException {
        connection.close();
    }

    @Test
    void each_statement_sees_what_the_ones_before_it_did() throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> stored = trip.update("INSERT INTO box VALUES (?, ?), (?, ?)", 1, "one", 2, "two");
        RoundTrip.Fetched<String> all = trip.fetch("SELECT b FROM box ORDER BY a", row -> row.getString("b"));
        RoundTrip.Fetched<Void> gone = trip.update("DELETE FROM box WHERE a = ?", 1);
        RoundTrip.Fetched<String> left =
                trip.fetch("UPDATE box SET b = ? RETURNING b", row -> row.getString("b"), "zwei");

        trip.run(connection);

        assertEquals(2, stored.updated());
        assertEquals(List.of("one", "two"), all.rows());
        assertEquals(1, gone.updated());
        assertEquals(Optional.of("zwei"), left.first());
    }

    @Test
    void a_statement_that_fails_takes_the_later_ones_and_the_transaction_with_it() throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> _ = trip.update("INSERT INTO box VALUES (1, 'one')");
        RoundTrip.Fetched<Void> _ = trip.update("INSERT INTO box VALUES (1, 'again')");
        RoundTrip.Fetched<Integer> count = trip.fetch("SELECT count(*) AS n FROM box", row -> row.getInt("n"));

        assertThrows(SQLException.class, () -> trip.run(connection));

        assertEquals(List.of(), count.rows());
        connection.rollback();
        assertEquals(Optional.of(0), count());
    }

    @Test
    void a_row_where_none_was_expected_is_an_error() {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> _ = trip.update("SELECT 1");

        assertThrows(IllegalStateException.class, () -> trip.run(connection));
    }

    @Test
    void what_ends_with_its_commit_is_there_after_a_rollback() throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> _ = trip.update("INSERT INTO box VALUES (?, ?)", 1, "one");
        trip.committing().run(connection);

        connection.rollback();

        assertEquals(Optional.of(1), count());
    }

    @Test
    void a_commit_is_not_reached_past_a_statement_that_failed() throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> _ = trip.update("INSERT INTO box VALUES (1, 'one')");
        RoundTrip.Fetched<Void> _ = trip.update("INSERT INTO box VALUES (1, 'again')");

        assertThrows(SQLException.class, () -> trip.committing().run(connection));

        connection.rollback();
        assertEquals(Optional.of(0), count());
    }

    private Optional<Integer> count() throws SQLException {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Integer> count = trip.fetch("SELECT count(*) AS n FROM box", row -> row.getInt("n"));
        trip.run(connection);
        return count.first();
    }
}
