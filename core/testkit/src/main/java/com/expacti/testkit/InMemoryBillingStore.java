package com.expacti.testkit;

import com.expacti.application.billing.BillingStore;
import com.expacti.application.billing.PlanStory;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.Subscription;
import com.expacti.domain.plan.Subscription.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What is kept of subscriptions, in memory. */
public final class InMemoryBillingStore implements BillingStore {
    private final InMemoryDatabase database;
    private final Map<OrgId, Kept> kept = new HashMap<>();
    private final Set<String> events = new HashSet<>();

    private record Kept(Subscription subscription, Instant asOf) {}

    public InMemoryBillingStore(InMemoryDatabase database) {
        this.database = database;
    }

    private Kept of(OrgId org) {
        return kept.getOrDefault(org, new Kept(Subscription.NONE, Instant.MIN));
    }

    @Override
    public Subscription subscription(OrgId org) {
        return database.in(org, _ -> of(org).subscription());
    }

    @Override
    public MonthlyUse use(OrgId org) {
        return database.in(org, state -> state.use);
    }

    @Override
    public String keepCustomer(OrgId org, String customer) {
        return database.in(org, _ -> {
            Kept before = of(org);
            String known = before.subscription().customer().orElse(customer);
            kept.put(org, new Kept(before.subscription().withCustomer(known), before.asOf()));
            return known;
        });
    }

    @Override
    public Optional<OrgId> orgOf(String customer) {
        return database.acrossOrgs(all -> all.stream()
                .map(InMemoryOrg::id)
                .filter(org -> of(org).subscription().customer().equals(Optional.of(customer)))
                .findFirst());
    }

    @Override
    public boolean seen(OrgId org, String event) {
        return database.in(org, _ -> events.contains(org + " " + event));
    }

    @Override
    public OptionalLong record(OrgId org, Optional<String> event, Instant asOf, Reported reported) {
        return database.in(org, state -> {
            boolean known = event.isPresent() && !events.add(org + " " + event.get());
            Kept before = of(org);
            if (known || asOf.isBefore(before.asOf())) {
                return OptionalLong.empty();
            }
            Subscription after = before.subscription().with(reported, database.now());
            kept.put(org, new Kept(after, asOf));
            if (after.orgPlan().equals(before.subscription().orgPlan())) {
                return OptionalLong.empty();
            }
            OrgChange.PlanChanged change = PlanStory.change(before.subscription(), after);
            state.apply(change, database.now());
            long _ = state.append(state.draft(change.event(), database.now())
                    .put("subject", change.subject())
                    .put("comment", change.description())
                    .put("decided_by", "system:billing"));
            return OptionalLong.of(state.bumpGateVersion());
        });
    }

    @Override
    public List<OrgId> notAskedFor(Duration age, int most) {
        Instant before = database.now().minus(age);
        return database.acrossOrgs(all -> all.stream()
                .map(InMemoryOrg::id)
                .filter(org -> of(org).subscription().customer().isPresent())
                .filter(org -> !of(org).asOf().isAfter(before))
                .sorted(Comparator.comparing((OrgId org) -> of(org).asOf()))
                .limit(most)
                .toList());
    }

    @Override
    public Instant now() {
        return database.now();
    }
}
