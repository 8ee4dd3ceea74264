package com.expacti.adapters.postgres.work;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskText;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The work queue on PostgreSQL: one trip for each batch, by the database's clock. What is stored twice is one row. */
@Singleton
final class PgWorkQueue implements WorkQueue {
    private static final Duration DEAD_KEPT = Duration.ofDays(14);
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** A dead one lives again; one that waits, or that somebody has, stays as it is. */
    private static final String ENQUEUE = """
            INSERT INTO work_tasks AS w (org_id, id, task, due_at)
            SELECT ?, t.id, t.task, clock_timestamp() + t.delay::interval
            FROM unnest(?::text[], ?::text[], ?::text[]) AS t (id, task, delay) ORDER BY t.id
            ON CONFLICT (org_id, id) DO UPDATE
            SET due_at = excluded.due_at, attempts = 0, receipt = NULL, dead_at = NULL, dead_reason = NULL
            WHERE w.dead_at IS NOT NULL
            """;

    private static final String HELD = " WHERE org_id = ? AND id = ? AND receipt = ? AND dead_at IS NULL";

    private final OrgTransactions transactions;

    PgWorkQueue(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Task> enqueue(List<Later> tasks) {
        WorkQueue.checkBatch(tasks.size());
        Map<OrgId, List<Later>> byOrg = tasks.stream()
                .collect(Collectors.groupingBy(later -> later.task().org()));
        byOrg.forEach(this::enqueue);
        return List.of();
    }

    private void enqueue(OrgId org, List<Later> tasks) {
        Map<String, Later> each = tasks.stream()
                .collect(Collectors.toMap(later -> later.task().id(), Function.identity(), (first, _) -> first));
        List<Map.Entry<String, Later>> rows = List.copyOf(each.entrySet());
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> _ = trip.update(
                ENQUEUE,
                org.value(),
                rows.stream().map(Map.Entry::getKey).toList(),
                rows.stream().map(row -> TaskText.write(row.getValue().task())).toList(),
                rows.stream()
                        .map(row -> row.getValue().delay().toMillis() + " milliseconds")
                        .toList());
        transactions.writeIn(org, trip);
    }

    /** A row as it was given. */
    private record Given(String org, String id, String text, String receipt, int attempt) {
        static Given read(ResultSet row) throws SQLException {
            return new Given(
                    row.getString("org"),
                    row.getString("work_id"),
                    row.getString("work"),
                    row.getString("work_receipt"),
                    row.getInt("attempt"));
        }
    }

    @Override
    public List<Leased> take(int max, Duration lease) {
        WorkQueue.checkBatch(max);
        WorkQueue.checkLease(lease);
        List<Given> given = transactions.acrossOrgs(connection -> Sql.list(
                connection, "SELECT * FROM take_work(?, ?::interval, ?)", Given::read, max, lease, ATTEMPTS_MAX));
        List<Leased> out = new ArrayList<>();
        for (Given row : given) {
            switch (TaskText.read(row.text())) {
                case TaskText.Read.Known(Task task) -> out.add(new Leased(task, row.receipt(), row.attempt()));
                case TaskText.Read.Unreadable(String reason) ->
                    bury(new OrgId(row.org()), row.id(), row.receipt(), reason);
            }
        }
        return out;
    }

    @Override
    public List<Leased> done(List<Leased> tasks) {
        if (!tasks.isEmpty()) {
            long _ = count(
                    "SELECT finish_work(?::text[], ?::text[], ?::text[])",
                    tasks.stream().map(each -> each.task().org().value()).toList(),
                    tasks.stream().map(each -> each.task().id()).toList(),
                    tasks.stream().map(Leased::receipt).toList());
        }
        return List.of();
    }

    @Override
    public void retry(Leased task, Duration delay) {
        int _ = held(
                "UPDATE work_tasks SET due_at = clock_timestamp() + ?::interval, receipt = NULL" + HELD, delay, task);
    }

    @Override
    public Optional<Leased> extend(Leased task, Duration lease) {
        WorkQueue.checkLease(lease);
        int mine = held(
                "UPDATE work_tasks SET due_at = clock_timestamp() + ?::interval" + HELD
                        + " AND due_at > clock_timestamp()",
                lease,
                task);
        return mine == 1 ? Optional.of(task) : Optional.empty();
    }

    private int held(String sql, Duration time, Leased task) {
        return update(
                task.task().org(),
                sql,
                time,
                task.task().org().value(),
                task.task().id(),
                task.receipt());
    }

    @Override
    public void bury(Leased task, String reason) {
        bury(task.task().org(), task.task().id(), task.receipt(), reason);
    }

    private void bury(OrgId org, String id, String receipt, String reason) {
        int _ = update(
                org,
                "UPDATE work_tasks SET dead_at = clock_timestamp(), dead_reason = ?, receipt = NULL" + HELD,
                reason,
                org.value(),
                id,
                receipt);
    }

    @Override
    public List<DeadLetter> dead(int max) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT work, reason, attempts FROM dead_work(?)",
                row -> new DeadLetter(row.getString("work"), row.getString("reason"), row.getInt("attempts")),
                max));
    }

    @Override
    public int redrive(int max) {
        return Math.toIntExact(count("SELECT redrive_work(?)", max));
    }

    /** Dead letters that lay there for 14 days go, as they do from a queue service: before they are counted. */
    @Override
    public Backlog backlog() {
        long _ = count("SELECT forget_dead_work(?::interval, ?)", DEAD_KEPT, FORGOTTEN_AT_ONCE);
        return transactions.acrossOrgs(connection -> Sql.one(
                        connection,
                        "SELECT * FROM work_backlog()",
                        row -> new Backlog(
                                row.getLong("waiting"),
                                row.getLong("delayed"),
                                row.getLong("leased"),
                                row.getLong("dead"),
                                oldest(row)))
                .orElseThrow());
    }

    private static Optional<Duration> oldest(ResultSet row) throws SQLException {
        var millis = Sql.optionalLong(row, "oldest_ms");
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    private long count(String sql, @Nullable Object... values) {
        return transactions.acrossOrgs(connection ->
                Sql.one(connection, sql, row -> row.getLong(1), values).orElse(0L));
    }

    private int update(OrgId org, String sql, @Nullable Object... values) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Void> touched = trip.update(sql, values);
        transactions.writeIn(org, trip);
        return touched.updated();
    }
}
