package com.expacti.application.policy;

import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Utf8;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A policy as somebody asks for it; {@code scope} as the wire has it. What belongs to another type is refused, never
 * overlooked: its author meant something by it.
 *
 * @param type {@code any_reviewer min_approvers role_required all_of}
 * @param approvalsRequired 1–20, for {@code min_approvers}
 * @param role for {@code role_required}
 * @param reviewerIds ids of 1–20 people, for {@code all_of}
 */
public record PolicyDraft(
        String type,
        PatternType patternType,
        String pattern,
        String scope,
        RiskLevel minRiskLevel,
        OptionalInt approvalsRequired,
        Optional<String> role,
        List<String> reviewerIds) {
    public PolicyDraft {
        reviewerIds = List.copyOf(reviewerIds);
        text("pattern", pattern);
        text("scope", scope);
        if (reviewerIds.size() > ApprovalPolicy.PEOPLE_MAX) {
            throw GateException.invalid("reviewer_ids", "reviewer_ids names at most 20 people");
        }
    }

    /** @throws GateException {@code invalid} naming the field */
    ApprovalPolicy policy() {
        return switch (type) {
            case "any_reviewer" -> {
                requireNo("role", role.isPresent());
                requireNo("reviewer_ids", !reviewerIds.isEmpty());
                yield counted(ApprovalPolicy.ANY);
            }
            case "min_approvers" -> {
                requireNo("role", role.isPresent());
                requireNo("reviewer_ids", !reviewerIds.isEmpty());
                yield minApprovers();
            }
            case "role_required" -> {
                requireNo("reviewer_ids", !reviewerIds.isEmpty());
                yield counted(roleRequired());
            }
            case "all_of" -> {
                requireNo("role", role.isPresent());
                yield counted(allOf());
            }
            default ->
                throw GateException.invalid("type", "type is any_reviewer, min_approvers, role_required or all_of");
        };
    }

    private ApprovalPolicy minApprovers() {
        int count = approvalsRequired.orElseThrow(
                () -> GateException.invalid("approvals_required", "min_approvers needs approvals_required, 1 to 20"));
        if (count < 1 || count > ApprovalPolicy.PEOPLE_MAX) {
            throw GateException.invalid("approvals_required", "approvals_required is 1 to 20");
        }
        return new ApprovalPolicy.MinApprovers(count);
    }

    private ApprovalPolicy roleRequired() {
        return role.flatMap(Role::of)
                .filter(Role::decides)
                .<ApprovalPolicy>map(ApprovalPolicy.RoleRequired::new)
                .orElseThrow(() -> GateException.invalid(
                        "role", "role_required needs role: owner, admin, senior_reviewer or reviewer"));
    }

    private ApprovalPolicy allOf() {
        Set<UserId> people = new LinkedHashSet<>();
        for (String id : reviewerIds) {
            try {
                people.add(new UserId(id));
            } catch (IllegalArgumentException unlike) {
                throw GateException.invalid("reviewer_ids", "reviewer_ids holds what is no person's id");
            }
        }
        if (people.isEmpty()) {
            throw GateException.invalid("reviewer_ids", "all_of needs reviewer_ids, 1 to 20 people");
        }
        return new ApprovalPolicy.AllOf(people);
    }

    /** The number may be said of any type, as answers say it; it cannot ask for another one. */
    private ApprovalPolicy counted(ApprovalPolicy policy) {
        if (approvalsRequired.isPresent() && approvalsRequired.getAsInt() != policy.approvalsRequired()) {
            throw GateException.invalid(
                    "approvals_required",
                    "%s takes %d of them; for a number of people choose min_approvers"
                            .formatted(type, policy.approvalsRequired()));
        }
        return policy;
    }

    private void requireNo(String field, boolean given) {
        if (given) {
            throw GateException.invalid(field, "%s is for another type than %s; leave it out".formatted(field, type));
        }
    }

    private static void text(String field, String value) {
        if (value.indexOf(0) >= 0 || !Utf8.encodes(value)) {
            throw GateException.invalid(
                    field, field + " holds a character that is not text (NUL or half a surrogate pair)");
        }
    }
}
