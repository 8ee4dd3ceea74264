package com.expacti.application.audit;

import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.Iterator;
import java.util.Optional;

/** Verifies and walks an org's chain, page by page, so that its length costs no memory. */
public final class ReadAudit {
    private final ReadChain chain;
    private final Checkpoints checkpoints;

    public ReadAudit(AuditLog log, Checkpoints checkpoints) {
        this.chain = new ReadChain(log);
        this.checkpoints = checkpoints;
    }

    /** The head is read first: entries that arrive meanwhile are beyond it and not looked at. */
    public AuditChain.Finding verify(OrgId org) {
        Optional<Head> kept = checkpoints.last(org).map(SignedCheckpoint::head).or(() -> checkpoints.unsigned(org));
        Head head = chain.head(org);
        return AuditChain.verify(chain.between(org, 0, head.seq()), Optional.of(head), kept);
    }

    /** All entries up to now, in order. */
    public Iterator<AuditEntry> export(OrgId org) {
        return chain.between(org, 0, chain.head(org).seq());
    }
}
