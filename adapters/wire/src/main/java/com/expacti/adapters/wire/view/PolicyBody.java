package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.decision.Verdict;

/** What a waiting command needs, and how far that has come. */
public final class PolicyBody {
    private PolicyBody() {}

    public static JsonObject of(Verdict.Review review, Progress progress) {
        return JsonObject.object()
                .put("id", review.policyId())
                .put("type", review.policy().literal())
                .put("approvals_required", review.policy().approvalsRequired())
                .putTexts("approvals", progress.approvals())
                .putTexts("needs", progress.needs())
                .putTexts("obstacles", progress.obstacles());
    }
}
