package com.expacti.application.retention;

import com.expacti.domain.identity.OrgId;

/**
 * Takes away what orgs no longer keep, a bounded piece at a time: first the audit entries, then what they were about. Stopped
 * anywhere, it goes on there the next time.
 */
public final class PurgeExpired {
    /** Of entries: an org's other decisions wait meanwhile. */
    private static final int AT_ONCE = 500;

    private static final int PIECES_MAX = 200;

    private final RetentionStore store;

    public PurgeExpired(RetentionStore store) {
        this.store = store;
    }

    /** How many entries, commands and sessions went, of all orgs. */
    public int run() {
        return store.due().stream().mapToInt(this::purge).sum();
    }

    /** How many entries, commands and sessions of one org went. Bounded: there may be more. */
    public int purge(OrgId org) {
        int gone = 0;
        for (int piece = 0; piece < PIECES_MAX; piece++) {
            int more = store.erase(org, AT_ONCE) + store.drop(org, AT_ONCE);
            if (more == 0) {
                return gone;
            }
            gone += more;
        }
        return gone;
    }
}
