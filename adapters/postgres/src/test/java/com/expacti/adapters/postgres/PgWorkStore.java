package com.expacti.adapters.postgres;

import com.expacti.application.org.OrgRegistry;
import com.expacti.application.work.WorkQueue;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.testkit.contract.WorkStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The work queue on PostgreSQL under test. */
final class PgWorkStore implements WorkStore {
    private static final List<OrgId> ORGS = List.of(new OrgId("org_work_0"), new OrgId("org_work_1"));

    private final TestDatabase database = TestDatabase.get();

    PgWorkStore() {
        OrgRegistry registry = database.bean(OrgRegistry.class);
        List<OrgId> there = registry.all();
        ORGS.stream()
                .filter(org -> !there.contains(org))
                .forEach(org -> registry.found(org, OrgSettings.standard("work"), List.of(), List.of()));
        close();
    }

    @Override
    public WorkQueue queue() {
        return database.bean(WorkQueue.class);
    }

    @Override
    public OrgId org(int which) {
        return ORGS.get(which);
    }

    @Override
    public int twinsMax() {
        return 1;
    }

    @Override
    public void putText(String text) {
        asOwner(
                "INSERT INTO work_tasks (org_id, id, task, due_at) VALUES (?, ?, ?, clock_timestamp())",
                ORGS.getFirst().value(),
                Digest.ofText(text).hex(),
                text);
    }

    @Override
    public void passTime(Duration time) {
        asOwner(
                "UPDATE work_tasks SET due_at = due_at - ?::interval, dead_at = dead_at - ?::interval",
                time.toMillis() + " milliseconds",
                time.toMillis() + " milliseconds");
    }

    private void asOwner(String sql, String... values) {
        try (Connection connection = database.owner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        asOwner("DELETE FROM work_tasks");
    }
}
