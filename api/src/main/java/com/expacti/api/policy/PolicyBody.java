package com.expacti.api.policy;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ScopedPolicy;
import io.micronaut.json.tree.JsonNode;
import java.util.Locale;

/** An approval policy, as REST shows it. */
final class PolicyBody {
    private PolicyBody() {}

    static JsonNode of(ManagePolicies.Listed listed) {
        ScopedPolicy policy = listed.policy();
        JsonObject body = JsonObject.object()
                .put("id", policy.id())
                .put("type", policy.policy().literal())
                .put("approvals_required", policy.policy().approvalsRequired());
        terms(body, policy.policy());
        return body.put("pattern_type", policy.patternType().name().toLowerCase(Locale.ROOT))
                .put("pattern", policy.pattern())
                .put("scope", policy.scope().format())
                .put("min_risk_level", policy.minRiskLevel().name())
                .put("created_by", policy.createdBy().value())
                .put("created_at", Moments.RFC_3339.of(policy.createdAt()))
                .putTexts("warnings", listed.warnings())
                .node();
    }

    private static void terms(JsonObject body, ApprovalPolicy policy) {
        if (policy instanceof RoleRequired required) {
            body.put("role", required.role().literal());
        }
        if (policy instanceof AllOf all) {
            body.putTexts(
                    "reviewer_ids",
                    all.people().stream().map(UserId::value).sorted().toList());
        }
    }
}
