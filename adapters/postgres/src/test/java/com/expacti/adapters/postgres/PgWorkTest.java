package com.expacti.adapters.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.Turns;
import com.expacti.testkit.contract.Race;
import com.expacti.testkit.contract.WorkQueueContract;
import com.expacti.testkit.contract.WorkStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The work queue's contract on PostgreSQL, whose rows no other org sees, and turns. */
final class PgWorkTest {
    private static final AtomicInteger JOBS = new AtomicInteger();

    @Nested
    final class Contract extends WorkQueueContract {
        @Override
        protected WorkStore open() {
            return new PgWorkStore();
        }
    }

    @Test
    void m6_the_service_sees_no_task_of_another_org() throws SQLException {
        try (WorkStore store = new PgWorkStore();
                Connection service = TestDatabase.get().service();
                Statement statement = service.createStatement()) {
            store.queue().enqueue(Task.of(TaskKind.MINE_SUGGESTIONS, store.org(0)), Duration.ZERO);

            assertEquals(0, rowsAs(statement, store.org(1).value()));
            assertEquals(1, rowsAs(statement, store.org(0).value()));
        }
    }

    private static int rowsAs(Statement statement, String org) throws SQLException {
        statement.execute("SELECT set_config('expacti.org_id', '" + org + "', false)");
        try (var rows = statement.executeQuery("SELECT count(*) FROM work_tasks")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    @Test
    void of_many_who_come_at_once_one_has_the_turn() {
        Turns turns = TestDatabase.get().bean(Turns.class);
        String job = "job-" + JOBS.incrementAndGet();

        List<Boolean> taken = Race.run(_ -> () -> turns.take(job, Duration.ofMinutes(10)));

        assertEquals(1, taken.stream().filter(mine -> mine).count());
        assertFalse(turns.take(job, Duration.ofMinutes(10)));
        assertTrue(turns.take("job-" + JOBS.incrementAndGet(), Duration.ofMinutes(10)));
    }

    @Test
    void a_turn_comes_again_after_its_period() throws SQLException {
        Turns turns = TestDatabase.get().bean(Turns.class);
        String job = "job-" + JOBS.incrementAndGet();
        assertTrue(turns.take(job, Duration.ofMinutes(10)));

        try (Connection owner = TestDatabase.get().owner();
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE turns SET taken_until = taken_until - interval '11 minutes'");
        }

        assertTrue(turns.take(job, Duration.ofMinutes(10)));
    }
}
