package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Submission;

/**
 * What only the submitter of an allowed command gets: {@code approval_token} and {@code approval_expires_at}, or, where
 * it asked to have the approval spent, {@code spent} and no token. {@code spent} is told whenever it is so.
 */
public final class ApprovalBody {
    private ApprovalBody() {}

    public static JsonObject of(CommandRecord stored, ApprovalTokens tokens, Moments moments) {
        JsonObject out = JsonObject.object();
        stored.decision()
                .ifPresent(decision -> decision.approval()
                        .filter(approval -> decision.outcome().allow())
                        .ifPresent(approval -> put(out, stored.submission(), decision, tokens, moments, approval)));
        return out;
    }

    private static void put(
            JsonObject out,
            Submission submission,
            Decision decision,
            ApprovalTokens tokens,
            Moments moments,
            Decision.Approval approval) {
        if (approval.spent()) {
            out.put("spent", true);
        }
        if (!submission.spend()) {
            out.put("approval_token", tokens.issue(submission.org(), submission.id(), decision.seq()))
                    .put("approval_expires_at", moments.of(approval.expiresAt()));
        }
    }
}
