package com.expacti.application.audit;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Walks an org's entries page by page, so that a chain's length costs no memory. */
final class ReadChain {
    private static final int PAGE = 1_000;

    private final AuditLog log;

    ReadChain(AuditLog log) {
        this.log = log;
    }

    Head head(OrgId org) {
        return log.head(org);
    }

    /** Entries above {@code after} up to {@code last}, in order. */
    Iterator<AuditEntry> between(OrgId org, long from, long last) {
        return new Iterator<>() {
            private Iterator<AuditEntry> page = List.<AuditEntry>of().iterator();
            private long after = from;

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
