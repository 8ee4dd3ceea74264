package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** A rule's row: how it is written and read. */
public final class RuleRows {
    private static final String INSERT = """
            INSERT INTO rules (effect, pattern_type, pattern, scope, cwd, examples, max_risk, expires_at, note, created_by,
                remembered, votes_behind, org_id, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE rules SET effect = ?, pattern_type = ?, pattern = ?, scope = ?, cwd = ?, examples = ?, max_risk = ?,
                expires_at = ?, note = ?, created_by = ?, remembered = ?, votes_behind = ? WHERE org_id = ? AND id = ?
            """;

    private RuleRows() {}

    /** Whoever calls holds the chain head's lock. */
    public static void insert(RoundTrip trip, OrgId org, Rule rule) {
        trip.update(INSERT, values(org, rule));
    }

    static void insert(Connection connection, OrgId org, Rule rule) throws SQLException {
        Sql.update(connection, INSERT, values(org, rule));
    }

    static void update(Connection connection, OrgId org, Rule rule) throws SQLException {
        Sql.update(connection, UPDATE, values(org, rule));
    }

    private static Object[] values(OrgId org, Rule rule) {
        return new Object[] {
            literal(rule.effect()),
            literal(rule.patternType()),
            rule.pattern(),
            rule.scope().format(),
            rule.cwd(),
            rule.examples(),
            rule.maxRisk(),
            rule.expiresAt(),
            rule.note(),
            rule.createdBy(),
            rule.remembered(),
            rule.votesBehind(),
            org.value(),
            rule.id()
        };
    }

    static StoredRule read(ResultSet row) throws SQLException {
        Rule rule = new Rule(
                row.getString("id"),
                RuleEffect.valueOf(row.getString("effect").toUpperCase(Locale.ROOT)),
                PatternType.valueOf(row.getString("pattern_type").toUpperCase(Locale.ROOT)),
                row.getString("pattern"),
                RuleScope.parse(row.getString("scope")),
                Sql.text(row, "cwd"),
                Sql.texts(row, "examples"),
                Sql.optionalInt(row, "max_risk"),
                Sql.optionalInstant(row, "expires_at"),
                row.getString("note"),
                row.getString("created_by"),
                row.getBoolean("remembered"),
                Sql.textSet(row, "votes_behind"));
        return new StoredRule(
                rule, Sql.instant(row, "created_at"), row.getLong("hits"), Sql.optionalInstant(row, "last_hit_at"));
    }

    private static String literal(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
