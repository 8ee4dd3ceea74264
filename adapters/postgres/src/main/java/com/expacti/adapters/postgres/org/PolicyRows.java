package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.AnyReviewer;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ApprovalPolicy.Together;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A policy's row: how it is written and read. A value this version does not know is an error, never a milder policy. */
final class PolicyRows {
    private static final String WRITE = """
            INSERT INTO policies (org_id, id, type, approvals_required, role, reviewer_ids, pattern_type, pattern, scope,
                min_risk_level, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE policies SET type = ?, approvals_required = ?, role = ?, reviewer_ids = ?, pattern_type = ?, pattern = ?,
                scope = ?, min_risk_level = ? WHERE org_id = ? AND id = ?
            """;

    /** What a type needs, as columns. */
    private record Terms(OptionalInt approvals, Optional<String> role, List<String> people) {}

    private PolicyRows() {}

    static void insert(Connection connection, OrgId org, ScopedPolicy policy) throws SQLException {
        Terms terms = terms(policy.policy());
        Sql.update(
                connection,
                WRITE,
                org.value(),
                policy.id(),
                policy.policy().literal(),
                terms.approvals(),
                terms.role(),
                terms.people(),
                policy.patternType().name().toLowerCase(Locale.ROOT),
                policy.pattern(),
                policy.scope().format(),
                policy.minRiskLevel().name(),
                policy.createdBy().value(),
                policy.createdAt());
    }

    static void update(Connection connection, OrgId org, ScopedPolicy policy) throws SQLException {
        Terms terms = terms(policy.policy());
        Sql.update(
                connection,
                UPDATE,
                policy.policy().literal(),
                terms.approvals(),
                terms.role(),
                terms.people(),
                policy.patternType().name().toLowerCase(Locale.ROOT),
                policy.pattern(),
                policy.scope().format(),
                policy.minRiskLevel().name(),
                org.value(),
                policy.id());
    }

    private static Terms terms(ApprovalPolicy policy) {
        return switch (policy) {
            case AnyReviewer _ -> new Terms(OptionalInt.empty(), Optional.empty(), List.of());
            case MinApprovers min -> new Terms(OptionalInt.of(min.count()), Optional.empty(), List.of());
            case RoleRequired required ->
                new Terms(OptionalInt.empty(), Optional.of(required.role().literal()), List.of());
            case AllOf all ->
                new Terms(
                        OptionalInt.empty(),
                        Optional.empty(),
                        all.people().stream().map(UserId::value).sorted().toList());
            case Together _ -> throw new IllegalStateException("several policies together are never stored as one");
        };
    }

    static ScopedPolicy read(ResultSet row) throws SQLException {
        return new ScopedPolicy(
                row.getString("id"),
                policy(row),
                PatternType.valueOf(row.getString("pattern_type").toUpperCase(Locale.ROOT)),
                row.getString("pattern"),
                RuleScope.parse(row.getString("scope")),
                RiskLevel.valueOf(row.getString("min_risk_level")),
                new UserId(row.getString("created_by")),
                Sql.instant(row, "created_at"));
    }

    private static ApprovalPolicy policy(ResultSet row) throws SQLException {
        return switch (row.getString("type")) {
            case "any_reviewer" -> ApprovalPolicy.ANY;
            case "min_approvers" -> new MinApprovers(row.getInt("approvals_required"));
            case "role_required" ->
                new RoleRequired(Role.of(row.getString("role")).orElseThrow(PolicyRows::unknown));
            case "all_of" ->
                new AllOf(
                        Sql.texts(row, "reviewer_ids").stream().map(UserId::new).collect(Collectors.toSet()));
            default -> throw unknown();
        };
    }

    private static IllegalStateException unknown() {
        return new IllegalStateException("a stored approval policy is unknown to this version");
    }
}
