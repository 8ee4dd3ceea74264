package com.expacti.application.audit;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.Receipt;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * Signs what the audit log says of a decided command. Only an entry that is there, intact, and of this command and decision
 * is signed for; what was signed once is signed again in the same words.
 */
public final class IssueReceipt {
    private final AuditLog log;
    private final AuditKeys keys;

    public IssueReceipt(AuditLog log, AuditKeys keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * The receipt as a JWS in compact form.
     *
     * @throws GateException {@code conflict} for a command that is not decided, {@code not_found} where its entry was erased
     * @throws IllegalStateException where the log does not say what was decided
     */
    public String of(Caller caller, CommandRecord stored) {
        Decision decision = stored.decision()
                .orElseThrow(() -> new GateException(
                        ErrorCode.CONFLICT, "the command is not decided yet; there is a receipt once it is"));
        AuditEntry entry = entry(caller, decision.seq());
        Receipt receipt = receipt(stored.submission(), decision, entry, seenBy(caller, decision));
        String keyId = keys.published().active();
        String input = receipt.signingInput(keyId);
        return input + "." + keys.sign(keyId, input);
    }

    private AuditEntry entry(Caller caller, long seq) {
        AuditEntry entry = log.entries(caller.org(), seq - 1, 1).stream()
                .filter(found -> found.seq() == seq)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a decided command has no entry in the log"));
        if (entry.erasedBy().isPresent()) {
            throw new GateException(
                    ErrorCode.NOT_FOUND, "the command's audit entry was erased; there is nothing left to sign for");
        }
        return entry;
    }

    private static Receipt receipt(
            Submission submission, Decision decision, AuditEntry entry, Optional<String> decidedBy) {
        String sha256 = Digest.ofText(submission.command()).hex();
        Map<String, Object> said = entry.fields();
        boolean same = entry.intact()
                && submission.org().value().equals(said.get("org_id"))
                && submission.id().value().equals(said.get("command_id"))
                && decision.outcome().literal().equals(said.get("decision"))
                && decision.via().literal().equals(said.get("via"))
                && decision.decidedBy().equals(said.get("decided_by"))
                && sha256.equals(sha256(said));
        if (!same) {
            throw new IllegalStateException(
                    "entry %d of org %s does not say what was decided; nothing is signed for it: verify the log"
                            .formatted(entry.seq(), submission.org()));
        }
        return new Receipt(
                submission.org().value(),
                submission.id().value(),
                sha256,
                decision.outcome().literal(),
                decision.via().literal(),
                decidedBy,
                entry.seq(),
                entry.hash(),
                String.valueOf(said.get("timestamp")));
    }

    /** Where masking changed the command the entry has its digest, else the text itself. */
    private static String sha256(Map<String, Object> said) {
        return said.get("command_sha256") instanceof String hex
                ? hex
                : Digest.ofText(String.valueOf(said.get("command"))).hex();
    }

    /** An agent is never shown a person's address; who decided is bound by the entry's hash all the same. */
    private static Optional<String> seenBy(Caller caller, Decision decision) {
        return switch (caller) {
            case Caller.PersonCaller _ -> Optional.of(decision.decidedBy());
            case Caller.AgentCaller _ ->
                decision.reviewers().isEmpty() ? Optional.of(decision.decidedBy()) : Optional.empty();
        };
    }
}
