package com.expacti.application.billing;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.Subscription;
import com.expacti.domain.plan.Subscription.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The port to what is kept of an org's subscription. */
public interface BillingStore {
    /** {@link Subscription#NONE} for an org that never paid. */
    Subscription subscription(OrgId org);

    /** The count of the month that was counted last. */
    MonthlyUse use(OrgId org);

    /** Keeps the customer unless the org has one; the one it has. */
    String keepCustomer(OrgId org, String customer);

    Optional<OrgId> orgOf(String customer);

    /** Whether this message was dealt with. */
    boolean seen(OrgId org, String event);

    /**
     * In one transaction, under the chain head's lock: keeps the message's id and, unless something looked at later was kept
     * before, what was reported; and where the plan follows, changes it with an audit entry and a new gate version. A message
     * that was dealt with changes nothing.
     *
     * @param event the message's id, where one was the reason to look
     * @param asOf the store's clock before the payment service was asked
     * @return the new gate version, where the plan changed
     */
    OptionalLong record(OrgId org, Optional<String> event, Instant asOf, Reported reported);

    /** Up to so many orgs with a customer for whom nothing was asked for that long, by the store's clock; the longest first. */
    List<OrgId> notAskedFor(Duration age, int most);

    Instant now();
}
