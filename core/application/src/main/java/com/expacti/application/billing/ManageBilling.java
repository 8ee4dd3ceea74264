package com.expacti.application.billing;

import com.expacti.application.access.Authenticator;
import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.billing.Payments.Notification;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.plan.InUse;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An org's plan and how it pays. What the payment service says when asked is the truth; its messages only say when to ask, so
 * one that comes twice, late or in another order changes nothing that is not so.
 */
public final class ManageBilling {
    /** One checkout page for the clicks of half an hour: two clicks are not two subscriptions. */
    private static final long CHECKOUT_SECONDS = 1_800;

    private static final Duration ASKED_AT_LEAST_EVERY = Duration.ofDays(1);
    private static final System.Logger LOG = System.getLogger(ManageBilling.class.getName());

    private final Optional<Payments> payments;
    private final BillingStore store;
    private final OrgViewCache views;
    private final Announcer announcer;
    private final InstantSource clock;

    /** @param payments empty where billing is not configured */
    public ManageBilling(
            Optional<Payments> payments,
            BillingStore store,
            OrgViewCache views,
            Announcer announcer,
            InstantSource clock) {
        this.payments = payments;
        this.store = store;
        this.views = views;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * How an org stands.
     *
     * @param configured whether this instance has billing; without it no plan holds
     * @param use of the month it is now
     */
    public record Standing(
            boolean configured, OrgView view, Subscription subscription, MonthlyUse use, InUse inUse, Instant now) {}

    /** Whether this instance has billing. */
    public boolean isConfigured() {
        return payments.isPresent();
    }

    public Standing get(PersonCaller caller) {
        Authenticator.require(caller, Permission.BILLING_MANAGE);
        OrgView view = views.fresh(caller.org());
        Instant now = clock.instant();
        return new Standing(
                payments.isPresent(),
                view,
                store.subscription(caller.org()),
                store.use(caller.org()).at(now),
                view.inUse(),
                now);
    }

    /**
     * Where the person pays for the plan.
     *
     * @throws GateException {@code not_found} without billing; {@code invalid} for a plan that is not bought here;
     *     {@code conflict} where there is a subscription, which is changed in the portal
     */
    public String checkout(PersonCaller caller, Plan plan) {
        Authenticator.require(caller, Permission.BILLING_MANAGE);
        Payments service = configured();
        if (plan != Plan.PRO) {
            throw GateException.invalid("plan", "plan is pro; Free needs no payment, Enterprise is by contract");
        }
        OrgId org = caller.org();
        String customer = store.subscription(org)
                .customer()
                .orElseGet(() -> store.keepCustomer(
                        org,
                        service.customer(
                                org,
                                views.current(org).settings().name(),
                                caller.person().email())));
        // The message of a payment a moment ago may be on its way: without asking, somebody could pay twice.
        if (look(service, org, customer, Optional.empty()).payment() != Payment.NONE) {
            throw new GateException(
                    ErrorCode.CONFLICT, "the org has a subscription; change or end it with POST /billing/portal");
        }
        String key = "checkout-%s-%s-%d"
                .formatted(org, plan.literal(), clock.instant().getEpochSecond() / CHECKOUT_SECONDS);
        return service.checkout(customer, org, plan, key);
    }

    /**
     * Where the person changes, pays or ends what there is.
     *
     * @throws GateException {@code not_found} without billing; {@code conflict} where nothing was ever paid
     */
    public String portal(PersonCaller caller) {
        Authenticator.require(caller, Permission.BILLING_MANAGE);
        Payments service = configured();
        return service.portal(store.subscription(caller.org())
                .customer()
                .orElseThrow(() -> new GateException(
                        ErrorCode.CONFLICT,
                        "the org has not paid for anything yet; begin with POST /billing/checkout")));
    }

    /**
     * A message of the payment service.
     *
     * @throws GateException {@code bad_message} where it is not proven to be theirs; {@code not_found} without billing;
     *     {@code unavailable} where they or the store do not answer: they send it again
     */
    public void receive(String body, String signature) {
        Payments service = configured();
        Notification notification = service.verified(body, signature);
        Optional<OrgId> org = about(notification).flatMap(store::orgOf);
        if (org.isEmpty() || store.seen(org.get(), notification.id())) {
            return;
        }
        Reported _ = look(service, org.get(), notification.customer().orElseThrow(), Optional.of(notification.id()));
    }

    /**
     * Asks for those who were not asked for in a day, in case a message about them was lost. One who can't be asked for now does
     * not keep the others from it.
     *
     * @param most so many at a time
     * @return how many were asked for
     */
    public int catchUp(int most) {
        return payments.map(service -> store.notAskedFor(ASKED_AT_LEAST_EVERY, most).stream()
                        .mapToInt(org -> catchUp(service, org))
                        .sum())
                .orElse(0);
    }

    private int catchUp(Payments service, OrgId org) {
        try {
            store.subscription(org).customer().ifPresent(customer -> {
                Reported _ = look(service, org, customer, Optional.empty());
            });
            return 1;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "how {0} stands at the payment service is not known: {1}",
                    org,
                    e.getMessage());
            return 0;
        }
    }

    /** Whom to look at, for the kinds of messages that may change a plan. */
    private static Optional<String> about(Notification notification) {
        boolean matters = notification.type().startsWith("customer.subscription.")
                || notification.type().startsWith("checkout.session.")
                || notification.type().startsWith("invoice.");
        return matters ? notification.customer() : Optional.empty();
    }

    private Reported look(Payments service, OrgId org, String customer, Optional<String> event) {
        Instant asOf = store.now();
        Reported reported = service.state(customer);
        store.record(org, event, asOf, reported).ifPresent(version -> {
            views.moved(org, version);
            announcer.announce(new Event.GateMoved(org, version));
        });
        return reported;
    }

    private Payments configured() {
        return payments.orElseThrow(() -> new GateException(
                ErrorCode.NOT_FOUND,
                "billing is not configured on this instance; nothing is limited or paid for here"));
    }
}
