package com.expacti.application.billing;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription.Reported;
import java.util.Optional;

/** The port to the payment service. Every method throws {@code unavailable} where it does not answer. */
public interface Payments {
    /** Makes the org known there; asked again for the same org within a day, it is the same customer. */
    String customer(OrgId org, String name, String email);

    /** Where the person pays. {@code key}: the same one gives the same page. */
    String checkout(String customer, OrgId org, Plan plan, String key);

    /** Where the person changes, pays or ends what there is. */
    String portal(String customer);

    /** The customer's subscription as it stands there now. */
    Reported state(String customer);

    /**
     * A message of theirs, once it is proven to be.
     *
     * @throws com.expacti.application.failure.GateException {@code bad_message} for one that is not signed by them, or too old
     */
    Notification verified(String body, String signature);

    /**
     * Something happened there.
     *
     * @param id theirs; the same message sent again has the same
     * @param type for example {@code invoice.payment_failed}
     * @param customer whom it is about
     */
    record Notification(String id, String type, Optional<String> customer) {}
}
