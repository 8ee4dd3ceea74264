package com.expacti.adapters.postgres.billing;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.audit.UseRows;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.billing.BillingStore;
import com.expacti.application.billing.PlanStory;
import com.expacti.application.command.IdSource;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.plan.MonthlyUse;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.plan.Subscription;
import com.expacti.domain.plan.Subscription.Payment;
import com.expacti.domain.plan.Subscription.Reported;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What is kept of subscriptions, on PostgreSQL. */
@Singleton
final class PgBillingStore implements BillingStore {
    private static final String READ = "SELECT * FROM subscriptions WHERE org_id = ?";
    private static final String SEEN =
            "INSERT INTO billing_events (org_id, id) VALUES (?, ?) ON CONFLICT (org_id, id) DO NOTHING";
    private static final String FORGET =
            "DELETE FROM billing_events WHERE org_id = ? AND received_at < clock_timestamp() - interval '60 days'";
    private static final String KEEP = """
            INSERT INTO subscriptions (subscription_id, plan, payment, period_start, period_end, ends_with_period,
                unpaid_since, as_of, customer_id, org_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE SET subscription_id = excluded.subscription_id, plan = excluded.plan,
                payment = excluded.payment, period_start = excluded.period_start, period_end = excluded.period_end,
                ends_with_period = excluded.ends_with_period, unpaid_since = excluded.unpaid_since,
                as_of = excluded.as_of, customer_id = excluded.customer_id
            """;
    private static final String PLAN = "UPDATE orgs SET plan = ?, plan_grace_until = ? WHERE id = ?";

    private final OrgTransactions transactions;
    private final IdSource ids;

    PgBillingStore(OrgTransactions transactions, IdSource ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    /** A subscription and when the payment service said so. */
    private record Kept(Subscription subscription, Optional<Instant> asOf) {}

    @Override
    public Subscription subscription(OrgId org) {
        return transactions.read(org, connection -> kept(connection, org)).subscription();
    }

    private static Kept kept(Connection connection, OrgId org) throws SQLException {
        return Sql.one(connection, READ, PgBillingStore::read, org.value())
                .orElse(new Kept(Subscription.NONE, Optional.empty()));
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                new Subscription(
                        Sql.text(row, "customer_id"),
                        Sql.text(row, "subscription_id"),
                        Plan.of(row.getString("plan"))
                                .orElseThrow(() -> new IllegalStateException("a stored `plan` is unknown")),
                        Payment.valueOf(row.getString("payment").toUpperCase(Locale.ROOT)),
                        Sql.optionalInstant(row, "period_start"),
                        Sql.optionalInstant(row, "period_end"),
                        row.getBoolean("ends_with_period"),
                        Sql.optionalInstant(row, "unpaid_since")),
                Sql.optionalInstant(row, "as_of"));
    }

    @Override
    public MonthlyUse use(OrgId org) {
        return transactions.read(
                org,
                connection -> Sql.one(
                                connection,
                                "SELECT commands_month, commands_used FROM chain_heads WHERE org_id = ?",
                                UseRows::read,
                                org.value())
                        .orElse(MonthlyUse.NOTHING));
    }

    @Override
    public String keepCustomer(OrgId org, String customer) {
        return transactions.write(org, connection -> {
            ChainWriter _ = ChainWriter.lock(connection, org);
            Kept before = kept(connection, org);
            Optional<String> known = before.subscription().customer();
            if (known.isEmpty()) {
                keep(connection, org, new Kept(before.subscription().withCustomer(customer), before.asOf()));
            }
            return known.orElse(customer);
        });
    }

    @Override
    public Optional<OrgId> orgOf(String customer) {
        return transactions.acrossOrgs(connection -> Sql.one(
                connection, "SELECT org FROM find_customer(?)", row -> new OrgId(row.getString("org")), customer));
    }

    @Override
    public boolean seen(OrgId org, String event) {
        return transactions.read(
                org,
                connection -> Sql.one(
                                connection,
                                "SELECT 1 FROM billing_events WHERE org_id = ? AND id = ?",
                                row -> true,
                                org.value(),
                                event)
                        .isPresent());
    }

    @Override
    public OptionalLong record(OrgId org, Optional<String> event, Instant asOf, Reported reported) {
        return transactions.write(org, connection -> {
            ChainWriter chain = ChainWriter.lock(connection, org);
            if (event.isPresent() && Sql.update(connection, SEEN, org.value(), event.get()) == 0) {
                return OptionalLong.empty();
            }
            Sql.update(connection, FORGET, org.value());
            Kept before = kept(connection, org);
            if (before.asOf().filter(asOf::isBefore).isPresent()) {
                return OptionalLong.empty();
            }
            Subscription after = before.subscription().with(reported, chain.now());
            keep(connection, org, new Kept(after, Optional.of(asOf)));
            return after.orgPlan().equals(before.subscription().orgPlan())
                    ? OptionalLong.empty()
                    : OptionalLong.of(change(connection, org, chain, PlanStory.change(before.subscription(), after)));
        });
    }

    private long change(Connection connection, OrgId org, ChainWriter chain, OrgChange.PlanChanged change)
            throws SQLException {
        chain.bumpGateVersion();
        Sql.update(
                connection,
                PLAN,
                change.plan().plan().map(Plan::literal),
                change.plan().graceUntil(),
                org.value());
        chain.append(new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), change.event())
                .put("subject", change.subject())
                .put("comment", change.description())
                .put("decided_by", "system:billing"));
        chain.store(connection);
        return chain.gateVersion();
    }

    private static void keep(Connection connection, OrgId org, Kept kept) throws SQLException {
        Subscription s = kept.subscription();
        Sql.update(
                connection,
                KEEP,
                s.id(),
                s.plan().literal(),
                s.payment().name().toLowerCase(Locale.ROOT),
                s.periodStart(),
                s.periodEnd(),
                s.endsWithPeriod(),
                s.unpaidSince(),
                kept.asOf(),
                s.customer(),
                org.value());
    }

    @Override
    public List<OrgId> notAskedFor(Duration age, int most) {
        return transactions.acrossOrgs(connection -> Sql.list(
                connection,
                "SELECT org FROM orgs_with_old_subscriptions(make_interval(secs => ?), ?)",
                row -> new OrgId(row.getString("org")),
                age.toMillis() / 1000.0,
                most));
    }

    @Override
    public Instant now() {
        return transactions.acrossOrgs(
                connection -> Sql.one(connection, "SELECT clock_timestamp() AS now", row -> Sql.instant(row, "now"))
                        .orElseThrow(() -> new IllegalStateException("the database has no clock")));
    }
}
