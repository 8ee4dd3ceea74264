package com.expacti.adapters.postgres.plans;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What carrying out a statement took, as the database counts it.
 *
 * @param rows the most that any step of the plan read or gave
 * @param blocks how many blocks were looked at in all
 */
record Carried(Statements.Sent sent, long rows, long blocks, String plan) {
    /** Of a statement that is prepared, as the driver has it prepared from the fifth time on. */
    static Carried out(Connection connection, String name, Statements.Sent sent) throws SQLException {
        String values = sent.values().stream().map(Carried::literal).collect(Collectors.joining(", "));
        String text = Sql.one(
                        connection,
                        "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE " + name + "(" + values + ")",
                        row -> row.getString(1))
                .orElseThrow();
        Map<?, ?> plan =
                (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) Json.list(text).getFirst()).get("Plan"));
        return new Carried(
                sent, most(plan), number(plan, "Shared Hit Blocks") + number(plan, "Shared Read Blocks"), text);
    }

    static void prepare(Connection connection, String name, Statements.Sent sent) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int at = 0;
        for (char c : sent.sql().toCharArray()) {
            numbered.append(c == '?' ? "$" + ++at : String.valueOf(c));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("PREPARE " + name + " AS " + numbered);
        }
    }

    private static long most(Map<?, ?> node) {
        long here = (number(node, "Actual Rows")
                        + number(node, "Rows Removed by Filter")
                        + number(node, "Rows Removed by Join Filter")
                        + number(node, "Rows Removed by Index Recheck"))
                * number(node, "Actual Loops");
        return below(node).stream().mapToLong(Carried::most).reduce(here, Math::max);
    }

    private static List<Map<?, ?>> below(Map<?, ?> node) {
        return node.get("Plans") instanceof List<?> plans
                ? plans.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList()
                : List.of();
    }

    private static long number(Map<?, ?> node, String name) {
        return node.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static String literal(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }
}
