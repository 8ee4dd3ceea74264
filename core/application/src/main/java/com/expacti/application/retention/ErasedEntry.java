package com.expacti.application.retention;

import com.expacti.domain.audit.AuditEntry;

/** The entry that accounts for erased ones. */
public final class ErasedEntry {
    public static final String EVENT = "audit_erased";

    private ErasedEntry() {}

    /** @param entries how many were erased: entries in between that account for others stay */
    public static AuditEntry.Draft fill(AuditEntry.Draft draft, long from, long to, long entries) {
        return draft.put("erased_from", from)
                .put("erased_to", to)
                .put("comment", "%d entries older than the org keeps them".formatted(entries))
                .put("decided_by", "system:retention");
    }
}
