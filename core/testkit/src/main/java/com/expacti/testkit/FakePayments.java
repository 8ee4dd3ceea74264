package com.expacti.testkit;

import com.expacti.application.billing.Payments;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import java.util.Optional;

/** A payment service that says what it is told to. Its messages are three words: id, type, customer. */
public final class FakePayments implements Payments {
    /** The signature of what is its own. */
    public static final String SIGNED = "signed";

    private Reported state = Reported.NOTHING;
    private boolean failing;
    private int asked;

    /** From now on every customer stands like this. */
    public void says(Plan plan, Payment payment) {
        state = payment == Payment.NONE
                ? Reported.NOTHING
                : new Reported(
                        Optional.of("sub_1"), Optional.of(plan), payment, Optional.empty(), Optional.empty(), false);
    }

    /** Whether it answers nothing. */
    public void fail(boolean fails) {
        failing = fails;
    }

    /** How often somebody asked how a customer stands. */
    public int asked() {
        return asked;
    }

    public String customerOf(OrgId org) {
        return "cus_" + org;
    }

    @Override
    public String customer(OrgId org, String name, String email) {
        return customerOf(org);
    }

    @Override
    public String checkout(String customer, OrgId org, Plan plan, String key) {
        return "https://pay.example/checkout/" + key;
    }

    @Override
    public String portal(String customer) {
        return "https://pay.example/portal/" + customer;
    }

    @Override
    public Reported state(String customer) {
        if (failing) {
            throw new GateException(ErrorCode.UNAVAILABLE, "the payment service does not answer");
        }
        asked++;
        return state;
    }

    @Override
    public Notification verified(String body, String signature) {
        if (!signature.equals(SIGNED)) {
            throw GateException.badMessage("signature", "not signed");
        }
        String[] words = body.split(" ");
        return new Notification(words[0], words[1], Optional.of(words[2]));
    }
}
