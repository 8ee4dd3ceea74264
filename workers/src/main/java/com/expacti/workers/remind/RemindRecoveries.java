package com.expacti.workers.remind;

import com.expacti.application.recovery.RecoveryMails;
import com.expacti.workers.schedule.Job;
import java.time.Duration;
import java.time.InstantSource;

/** Tells people every day that somebody is removing their second factor, and ends what nobody came back for. */
public final class RemindRecoveries implements Job {
    private final RecoveryMails mails;
    private final InstantSource clock;

    public RemindRecoveries(RecoveryMails mails, InstantSource clock) {
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "remind-recoveries";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int run() {
        return mails.catchUp(clock);
    }
}
