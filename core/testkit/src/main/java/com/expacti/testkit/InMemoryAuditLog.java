package com.expacti.testkit;

import com.expacti.application.audit.AuditLog;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import java.util.List;

/** The chains of an in-memory database, for reading. */
public final class InMemoryAuditLog implements AuditLog {
    private final InMemoryDatabase database;

    public InMemoryAuditLog(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<AuditEntry> entries(OrgId org, long after, int limit) {
        return database.in(
                org,
                state -> state.chain().stream()
                        .filter(e -> e.seq() > after)
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<AuditEntry> newest(OrgId org, long before, int limit) {
        return database.in(
                org,
                state -> state.chain().reversed().stream()
                        .filter(e -> e.seq() < before)
                        .limit(limit)
                        .toList());
    }

    @Override
    public AuditChain.Head head(OrgId org) {
        return database.in(org, InMemoryOrg::head);
    }
}
