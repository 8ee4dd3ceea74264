package com.expacti.workers.reconcile;

import com.expacti.application.billing.ManageBilling;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Asks the payment service once a day how each customer stands. */
public final class CheckSubscriptions implements Job {
    /** With the pause between runs, room for 28,800 customers a day and node, at less than one call a second. */
    private static final int AT_ONCE = 200;

    private final ManageBilling billing;

    public CheckSubscriptions(ManageBilling billing) {
        this.billing = billing;
    }

    @Override
    public String name() {
        return "check-subscriptions";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public int run() {
        return billing.catchUp(AT_ONCE);
    }
}
