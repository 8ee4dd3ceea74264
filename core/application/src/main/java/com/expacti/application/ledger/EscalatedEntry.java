package com.expacti.application.ledger;

import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;

/** What the audit log keeps of a wait that went on with more people asked. */
public final class EscalatedEntry {
    /** The event of such an entry. */
    public static final String EVENT = "escalated";

    private EscalatedEntry() {}

    public static AuditEntry.Draft fill(AuditEntry.Draft draft, CommandRecord command, Escalating escalating) {
        return draft.put("command_id", command.submission().id().value())
                .put("session_id", command.submission().session().value())
                .put("agent_id", command.submission().agent().value())
                .put("decided_by", "system:timeout")
                .put("comment", "nobody decided in time; asked as well: " + String.join(", ", escalating.names()));
    }
}
