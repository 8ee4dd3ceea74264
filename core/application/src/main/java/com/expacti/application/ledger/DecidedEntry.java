package com.expacti.application.ledger;

import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Submission;
import com.expacti.domain.risk.SecretMask;

/** What the audit log keeps of a command that was decided. */
public final class DecidedEntry {
    /** The event of such an entry. */
    public static final String EVENT = "command_decided";

    private DecidedEntry() {}

    /**
     * Puts the decision into the draft. Secrets are masked, since the log is read by more people than decide and is
     * exported; {@code command_sha256} then still binds the entry to the exact bytes.
     *
     * @param latencyMs from submission to decision
     */
    public static AuditEntry.Draft fill(AuditEntry.Draft draft, Settlement s, CommandRecord command, long latencyMs) {
        Submission submission = command.submission();
        String shown = SecretMask.mask(submission.command());
        if (!shown.equals(submission.command())) {
            draft.put("command_sha256", Digest.ofText(submission.command()).hex());
        }
        return draft.put("command_id", submission.id().value())
                .put("command", shown)
                .put("session_id", submission.session().value())
                .put("agent_id", submission.agent().value())
                .put("decision", s.outcome().literal())
                .put("via", s.via().literal())
                .put("decided_by", s.decidedBy())
                .put("comment", s.comment().map(SecretMask::mask))
                .put("risk_score", command.risk().score())
                .put("anomaly_reasons", command.anomalyReasons())
                .put("rule_ids", s.ruleIds())
                .put("latency_ms", latencyMs);
    }
}
