package com.expacti.workers.expire;

import com.expacti.application.command.SweepPending;
import com.expacti.application.ledger.Ledger.Ref;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Asks the queue's index what is due, and lets {@link ExpireCommand} end each. */
public final class ExpireCommands implements Job {
    private static final System.Logger LOG = System.getLogger(ExpireCommands.class.getName());

    private final SweepPending sweep;
    private final ExpireCommand each;

    public ExpireCommands(SweepPending sweep, ExpireCommand each) {
        this.sweep = sweep;
        this.each = each;
    }

    @Override
    public String name() {
        return "expire-commands";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    public int run() {
        int ended = 0;
        for (Ref ref : sweep.due()) {
            ended += ended(ref);
        }
        return ended;
    }

    /** One that fails is left for the next sweep and keeps no other waiting. */
    private int ended(Ref ref) {
        try {
            return each.expire(ref) ? 1 : 0;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a wait could not be ended; the next sweep tries again", e);
            return 0;
        }
    }
}
