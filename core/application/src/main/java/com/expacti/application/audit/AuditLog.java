package com.expacti.application.audit;

import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import java.util.List;

/** The port to an org's chain. It is read here; it grows only where decisions and changes are settled. */
public interface AuditLog {
    /** Entries with numbers above {@code after}, in order, at most {@code limit}. */
    List<AuditEntry> entries(OrgId org, long after, int limit);

    /** Entries with numbers below {@code before}, newest first, at most {@code limit}. */
    List<AuditEntry> newest(OrgId org, long before, int limit);

    /** The head the store claims. */
    AuditChain.Head head(OrgId org);
}
