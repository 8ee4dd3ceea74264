package com.expacti.application.recording;

import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.Digest;

/** What the audit log keeps of a recording that is over. */
public final class SealedEntry {
    /** The event of such an entry. */
    public static final String EVENT = "recording_sealed";

    private SealedEntry() {}

    public static AuditEntry.Draft fill(AuditEntry.Draft draft, Recording recording, Digest sha256) {
        return draft.put("session_id", recording.session().value())
                .put("decided_by", "system:recorder")
                .put("recording_sha256", sha256.hex())
                .put("recording_bytes", recording.header().bytes().length + recording.bytes())
                .put("recording_events", recording.events());
    }
}
