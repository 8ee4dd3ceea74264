package com.expacti.adapters.postgres.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are sent together and answered together: one wait for the network and the database's scheduler instead
 * of one each. They run in their order; the first that fails keeps the later ones from running and fails the whole.
 *
 * <p>The driver sends statements that are joined by {@code ;} as one pipeline of the extended protocol, each prepared by
 * itself (PostgreSQL, "Message Flow", pipelining), so the texts here hold no semicolon.
 */
public final class RoundTrip {
    private final List<Step> steps = new ArrayList<>();

    /** What a statement gave, once the trip is over. */
    public static final class Fetched<T> {
        private final List<T> rows = new ArrayList<>();
        private int updated;

        public List<T> rows() {
            return List.copyOf(rows);
        }

        public Optional<T> first() {
            return rows.stream().findFirst();
        }

        /** How many rows a statement that returns none has touched. */
        public int updated() {
            return updated;
        }
    }

    private record Step(String sql, List<@Nullable Object> values, Reading<?> reading) {}

    private record Reading<T>(Sql.Row<T> row, Fetched<T> into) {
        void all(ResultSet rows) throws SQLException {
            while (rows.next()) {
                into.rows.add(row.read(rows));
            }
        }
    }

    /** A statement whose rows are read. */
    public <T> Fetched<T> fetch(String sql, Sql.Row<T> row, @Nullable Object... values) {
        Fetched<T> fetched = new Fetched<>();
        steps.add(new Step(sql.strip(), new ArrayList<>(Arrays.asList(values)), new Reading<>(row, fetched)));
        return fetched;
    }

    /** A statement that returns no rows. */
    public Fetched<Void> update(String sql, @Nullable Object... values) {
        return fetch(
                sql,
                row -> {
                    throw new IllegalStateException("a statement that was to return nothing returned a row");
                },
                values);
    }

    /** The transaction ends with this trip: its last statement is the commit, and the manager's own finds nothing to do. */
    public RoundTrip committing() {
        steps.add(new Step("COMMIT", List.of(), new Reading<>(row -> true, new Fetched<>())));
        return this;
    }

    void first(String sql, Object... values) {
        steps.addFirst(
                new Step(sql, new ArrayList<>(Arrays.asList(values)), new Reading<>(row -> true, new Fetched<>())));
    }

    public void run(Connection connection) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        String sql = steps.stream().map(Step::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.bind(
                    statement,
                    steps.stream().flatMap(step -> step.values().stream()).toArray());
            boolean rows = statement.execute();
            for (Step step : steps) {
                if (rows) {
                    try (ResultSet set = statement.getResultSet()) {
                        step.reading().all(set);
                    }
                } else {
                    step.reading().into().updated = statement.getUpdateCount();
                }
                rows = statement.getMoreResults();
            }
        }
    }
}
