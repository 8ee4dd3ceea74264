package com.expacti.workers.checkpoint;

import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.audit.Signing;
import com.expacti.application.org.OrgRegistry;
import com.expacti.domain.identity.OrgId;
import com.expacti.workers.schedule.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Has each org's head signed and kept outside the database every minute. Where that fails decisions go on: what is missing
 * shows as the age of the last whole round, and is signed in the next.
 */
public final class KeepCheckpoints implements Job {
    private static final System.Logger LOG = System.getLogger(KeepCheckpoints.class.getName());

    private final OrgRegistry orgs;
    private final SignCheckpoint signer;
    private final InstantSource clock;
    private volatile Instant wholeAt;

    public KeepCheckpoints(OrgRegistry orgs, SignCheckpoint signer, InstantSource clock) {
        this.orgs = orgs;
        this.signer = signer;
        this.clock = clock;
        this.wholeAt = clock.instant();
    }

    @Override
    public String name() {
        return "keep-checkpoints";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    /** How long ago every org's newest head had a checkpoint; from the start of the process until the first round. */
    public Duration age() {
        return Duration.between(wholeAt, clock.instant());
    }

    @Override
    public int run() {
        Instant began = clock.instant();
        int kept = 0;
        boolean whole = true;
        for (OrgId org : orgs.all()) {
            switch (sign(org)) {
                case SIGNED -> kept++;
                case EMPTY -> {}
                case MISSING -> whole = false;
            }
        }
        wholeAt = whole ? began : wholeAt;
        return kept;
    }

    private enum Round {
        SIGNED,
        EMPTY,
        MISSING
    }

    private Round sign(OrgId org) {
        try {
            return switch (signer.sign(org)) {
                case Signing.Signed _ -> Round.SIGNED;
                case Signing.Nothing _ -> Round.EMPTY;
                case Signing.Refused(String reason) -> {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "the audit log of org {0} is not signed any more: {1}. Keep the database and the checkpoints as"
                                    + " they are, run `expacti audit verify` on an export, and compare with a backup"
                                    + " (docs/audit.md, When the signer refuses).",
                            org,
                            reason);
                    yield Round.MISSING;
                }
            };
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the audit log of org " + org + " could not be signed; again in a minute",
                    e);
            return Round.MISSING;
        }
    }
}
