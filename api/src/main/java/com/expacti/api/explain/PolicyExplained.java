package com.expacti.api.explain;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.explain.ExplainCommand;
import com.expacti.domain.policy.Weighed;
import io.micronaut.json.tree.JsonNode;
import java.util.Locale;

/** Which approval policy a command would be decided under; why that one is for those who may read rules. */
final class PolicyExplained {
    private PolicyExplained() {}

    static JsonObject of(ExplainCommand.Policy policy, boolean rulesVisible) {
        JsonObject body = JsonObject.object()
                .put("id", policy.choice().id())
                .put("type", policy.choice().policy().literal())
                .put("approvals_required", policy.choice().policy().approvalsRequired());
        if (rulesVisible) {
            body.put(
                    "considered",
                    JsonNode.createArrayNode(policy.weighed().stream()
                            .map(PolicyExplained::weighed)
                            .toList()));
        }
        return body;
    }

    private static JsonNode weighed(Weighed weighed) {
        return JsonObject.object()
                .put("policy_id", weighed.policy().id())
                .put("type", weighed.policy().policy().literal())
                .put("outcome", weighed.outcome().name().toLowerCase(Locale.ROOT))
                .put("reason", weighed.why())
                .node();
    }
}
