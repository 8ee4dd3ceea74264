package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the rows an org's picture is made of. A value this version does not know is an error, never a default. */
final class OrgRows {
    private OrgRows() {}

    static OrgSettings settings(ResultSet row) throws SQLException {
        return new OrgSettings(
                row.getString("name"),
                Duration.ofSeconds(row.getInt("timeout_seconds")),
                TimeoutAction.of(row.getString("timeout_action")).orElseThrow(() -> unknown("timeout_action")),
                Sql.optionalInt(row, "timeout_approve_below"),
                Sql.optionalInt(row, "auto_approve_below"),
                row.getBoolean("anomaly_suspends_whitelist"),
                anomalies(row),
                row.getBoolean("allow_self_approval"),
                row.getBoolean("require_totp"),
                Sql.texts(row, "backup_reviewer_ids").stream().map(UserId::new).toList(),
                new Keeping(row.getBoolean("recording"), Sql.optionalInt(row, "retention_days")),
                row.getBoolean("require_step_up"));
    }

    private static AnomalySettings anomalies(ResultSet row) throws SQLException {
        return new AnomalySettings(
                Sql.text(row, "operating_hours").map(HoursJson::read),
                ZoneId.of(row.getString("time_zone")),
                Sql.texts(row, "anomaly_rules_off").stream()
                        .map(rule -> AnomalyRule.of(rule).orElseThrow(() -> unknown("anomaly_rules_off")))
                        .collect(Collectors.toSet()));
    }

    /** An org that billing has said nothing of is on the plan that costs nothing. */
    static OrgPlan plan(ResultSet row) throws SQLException {
        Plan plan = Sql.text(row, "plan")
                .map(literal -> Plan.of(literal).orElseThrow(() -> unknown("plan")))
                .orElse(Plan.FREE);
        return new OrgPlan(Optional.of(plan), Sql.optionalInstant(row, "plan_grace_until"));
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                new UserId(row.getString("id")),
                row.getString("email"),
                row.getString("display_name"),
                Role.of(row.getString("role")).orElseThrow(() -> unknown("role")),
                row.getBoolean("active"));
    }

    static Agent agent(ResultSet row) throws SQLException {
        return new Agent(
                new AgentId(row.getString("id")),
                row.getString("name"),
                Sql.text(row, "owner_id").map(UserId::new),
                Sql.text(row, "created_by").map(UserId::new),
                Sql.text(row, "default_target_id").map(TargetId::new),
                Sql.texts(row, "target_ids").stream().map(TargetId::new).collect(Collectors.toSet()),
                row.getBoolean("active"));
    }

    private static IllegalStateException unknown(String column) {
        return new IllegalStateException("a stored `" + column + "` is unknown to this version");
    }
}
