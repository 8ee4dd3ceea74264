package com.expacti.api.policy;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.GateException;
import com.expacti.application.policy.PolicyDraft;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A policy as JSON brings it. */
final class PolicyFields {
    private PolicyFields() {}

    /** What a type needs. */
    private record Terms(String type, OptionalInt approvals, Optional<String> role, List<String> people) {}

    static PolicyDraft draft(Fields fields) {
        return draft(
                terms(fields, fields.text("type")),
                type(fields.text("pattern_type")),
                fields.text("pattern"),
                fields.text("scope"),
                fields.optionalText("min_risk_level").map(PolicyFields::level).orElse(RiskLevel.LOW));
    }

    /** What is absent stays as it is; a new type brings all that it needs along. */
    static PolicyDraft merged(ScopedPolicy policy, Fields fields) {
        String type = fields.optionalText("type").orElse(policy.policy().literal());
        Terms given = terms(fields, type);
        return draft(
                given.type().equals(policy.policy().literal()) ? merged(policy, given) : given,
                fields.optionalText("pattern_type").map(PolicyFields::type).orElse(policy.patternType()),
                fields.optionalText("pattern").orElse(policy.pattern()),
                fields.optionalText("scope").orElse(policy.scope().format()),
                fields.optionalText("min_risk_level").map(PolicyFields::level).orElse(policy.minRiskLevel()));
    }

    private static PolicyDraft draft(Terms terms, PatternType type, String pattern, String scope, RiskLevel level) {
        return new PolicyDraft(
                terms.type(), type, pattern, scope, level, terms.approvals(), terms.role(), terms.people());
    }

    private static Terms merged(ScopedPolicy policy, Terms given) {
        return new Terms(
                given.type(),
                given.approvals().isEmpty() && policy.policy() instanceof MinApprovers min
                        ? OptionalInt.of(min.count())
                        : given.approvals(),
                given.role().isEmpty() && policy.policy() instanceof RoleRequired required
                        ? Optional.of(required.role().literal())
                        : given.role(),
                given.people().isEmpty() && policy.policy() instanceof AllOf all
                        ? all.people().stream().map(UserId::value).toList()
                        : given.people());
    }

    /** {@code AllOf} with {@code require_n_approvers}, as the product's first texts have it, is {@code min_approvers}. */
    private static Terms terms(Fields fields, String type) {
        String known = type.equals("AllOf") ? "all_of" : type;
        OptionalInt some = fields.optionalInt("require_n_approvers");
        List<String> people = fields.texts("reviewer_ids");
        if (some.isEmpty()) {
            return new Terms(known, fields.optionalInt("approvals_required"), fields.optionalText("role"), people);
        }
        if (!known.equals("all_of") && !known.equals("min_approvers")) {
            throw GateException.invalid("require_n_approvers", "require_n_approvers is for AllOf only");
        }
        if (!people.isEmpty()) {
            throw GateException.invalid(
                    "reviewer_ids",
                    "so many of people named is no policy; name all who must approve, or only how many");
        }
        return new Terms("min_approvers", some, fields.optionalText("role"), people);
    }

    private static PatternType type(String literal) {
        return switch (literal) {
            case "exact" -> PatternType.EXACT;
            case "glob" -> PatternType.GLOB;
            case "regex" -> PatternType.REGEX;
            default -> throw GateException.invalid("pattern_type", "pattern_type is exact, glob or regex");
        };
    }

    private static RiskLevel level(String literal) {
        return Arrays.stream(RiskLevel.values())
                .filter(level -> level.name().equals(literal))
                .findFirst()
                .orElseThrow(() ->
                        GateException.invalid("min_risk_level", "min_risk_level is LOW, MEDIUM, HIGH or CRITICAL"));
    }
}
