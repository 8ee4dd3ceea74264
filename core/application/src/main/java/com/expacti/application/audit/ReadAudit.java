package com.expacti.application.audit;

import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Verifies and walks an org's chain, page by page, so that its length costs no memory. */
public final class ReadAudit {
    private static final int PAGE = 1_000;

    private final AuditLog log;
    private final Checkpoints checkpoints;

    public ReadAudit(AuditLog log, Checkpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /** The head is read first: entries that arrive meanwhile are beyond it and not looked at. */
    public AuditChain.Finding verify(OrgId org) {
        AuditChain.Head head = log.head(org);
        return AuditChain.verify(walk(org, head.seq()), Optional.of(head), checkpoints.last(org));
    }

    /** All entries up to now, in order. */
    public Iterator<AuditEntry> export(OrgId org) {
        return walk(org, log.head(org).seq());
    }

    /** Keeps the head outside the database, if the chain has grown. */
    public Optional<AuditChain.Head> checkpoint(OrgId org) {
        AuditChain.Head head = log.head(org);
        if (head.seq() > 0 && !checkpoints.last(org).equals(Optional.of(head))) {
            checkpoints.keep(org, head);
        }
        return checkpoints.last(org);
    }

    private Iterator<AuditEntry> walk(OrgId org, long last) {
        return new Iterator<>() {
            private Iterator<AuditEntry> page = List.<AuditEntry>of().iterator();
            private long after;

            @Override
            public boolean hasNext() {
                if (!page.hasNext() && after < last) {
                    List<AuditEntry> next = log.entries(org, after, PAGE);
                    after = next.isEmpty() ? last : next.getLast().seq();
                    page = next.stream().filter(e -> e.seq() <= last).iterator();
                }
                return page.hasNext();
            }

            @Override
            public AuditEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
    }
}
