package com.expacti.workers.checkpoint;

import com.expacti.application.audit.ReadAudit;
import com.expacti.application.org.OrgRegistry;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Keeps each org's head outside the database every minute. */
public final class KeepCheckpoints implements Job {
    private static final System.Logger LOG = System.getLogger(KeepCheckpoints.class.getName());

    private final OrgRegistry orgs;
    private final ReadAudit audit;

    public KeepCheckpoints(OrgRegistry orgs, ReadAudit audit) {
        this.orgs = orgs;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "keep-checkpoints";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int run() {
        int kept = 0;
        for (var org : orgs.all()) {
            try {
                kept += audit.checkpoint(org).isPresent() ? 1 : 0;
            } catch (IllegalStateException fork) {
                LOG.log(System.Logger.Level.ERROR, fork.getMessage());
            }
        }
        return kept;
    }
}
