package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.OrgStore;
import com.expacti.application.plan.PlanLimits;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.plan.InUse;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.rule.RuleSet;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orgs on PostgreSQL. */
@Singleton
final class PgOrgStore implements OrgStore, OrgRegistry {
    private static final String ORG = "SELECT * FROM orgs WHERE id = ?";
    private static final String IN_USE = """
            SELECT (SELECT count(*) FROM targets WHERE org_id = ? AND active) AS targets,
                (SELECT count(*) FROM users WHERE org_id = ? AND active
                    AND role IN ('owner', 'admin', 'senior_reviewer', 'reviewer')) AS reviewers
            """;
    private static final String VERSION = "SELECT gate_version FROM chain_heads WHERE org_id = ?";

    /** Sign-ins come and go by the day; those that are over would only make the picture large. */
    private static final String CREDENTIALS = """
            SELECT * FROM credentials WHERE org_id = ?
              AND NOT (id LIKE 'login\\_%' AND (revoked_at IS NOT NULL OR expires_at <= clock_timestamp()))
            """;

    private final OrgTransactions transactions;
    private final IdSource ids;
    private final boolean plans;

    /** @param plans whether plans hold here, which is so where billing is configured */
    PgOrgStore(
            OrgTransactions transactions,
            IdSource ids,
            @Property(name = "expacti.billing.plans", defaultValue = "false") boolean plans) {
        this.transactions = transactions;
        this.ids = ids;
        this.plans = plans;
    }

    @Override
    public long gateVersion(OrgId org) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Long> version = trip.fetch(VERSION, row -> row.getLong(1), org.value());
        transactions.readIn(org, trip);
        return version.first().orElseThrow(() -> GateException.notFound("org"));
    }

    /**
     * The version is read first: what is read after it can only be newer, and a picture that is newer than its number is
     * judged again, never trusted too long.
     */
    @Override
    public OrgView load(OrgId org) {
        Picture picture = new Picture(org);
        transactions.readIn(org, picture.trip);
        return picture.view(plans);
    }

    private OrgView load(Connection connection, OrgId org) throws SQLException {
        Picture picture = new Picture(org);
        picture.trip.run(connection);
        return picture.view(plans);
    }

    /** What the plan limits, as it stands in this transaction; empty where no plan holds. */
    private Optional<InUse> inUse(Connection connection, OrgId org) throws SQLException {
        return plans
                ? Sql.one(
                        connection,
                        IN_USE,
                        row -> new InUse(row.getLong("targets"), row.getLong("reviewers")),
                        org.value(),
                        org.value())
                : Optional.empty();
    }

    private OrgPlan plan(Connection connection, OrgId org) throws SQLException {
        return plans
                ? Sql.one(connection, ORG, OrgRows::plan, org.value()).orElse(OrgPlan.of(Plan.FREE))
                : OrgPlan.NONE;
    }

    /** All that verdicts depend on, asked for in one trip. */
    private static final class Picture {
        private final RoundTrip trip = new RoundTrip();
        private final OrgId org;
        private final RoundTrip.Fetched<Long> version;
        private final RoundTrip.Fetched<OrgSettings> settings;
        private final RoundTrip.Fetched<OrgPlan> plan;
        private final RoundTrip.Fetched<StoredRule> rules;
        private final RoundTrip.Fetched<ScopedPolicy> policies;
        private final RoundTrip.Fetched<Person> people;
        private final RoundTrip.Fetched<Agent> agents;
        private final RoundTrip.Fetched<Credential> credentials;
        private final RoundTrip.Fetched<Target> targets;
        private final RoundTrip.Fetched<TargetGroup> groups;
        private final RoundTrip.Fetched<OrgIssuer> issuers;

        Picture(OrgId org) {
            this.org = org;
            version = trip.fetch(VERSION, row -> row.getLong(1), org.value());
            settings = trip.fetch(ORG, OrgRows::settings, org.value());
            plan = trip.fetch(ORG, OrgRows::plan, org.value());
            rules = all("rules", RuleRows::read);
            policies = all("policies", PolicyRows::read);
            people = all("users", OrgRows::person);
            agents = all("agents", OrgRows::agent);
            credentials = trip.fetch(CREDENTIALS, CredentialRows::read, org.value());
            targets = all("targets", TargetRows::read);
            groups = all("target_groups", TargetRows::group);
            issuers = all("org_issuers", IssuerRows::read);
        }

        private <T> RoundTrip.Fetched<T> all(String table, Sql.Row<T> row) {
            return trip.fetch("SELECT * FROM " + table + " WHERE org_id = ?", row, org.value());
        }

        OrgView view(boolean plans) {
            return new OrgView(
                    org,
                    version.first().orElseThrow(() -> GateException.notFound("org")),
                    settings.first().orElseThrow(() -> GateException.notFound("org")),
                    RuleSet.of(rules.rows().stream().map(StoredRule::rule).toList()),
                    PolicySet.of(policies.rows()),
                    by(people.rows(), Person::id),
                    by(agents.rows(), Agent::id),
                    by(credentials.rows(), Credential::id),
                    by(targets.rows(), Target::id),
                    by(groups.rows(), TargetGroup::id),
                    by(issuers.rows(), OrgIssuer::id),
                    plans ? plan.first().orElse(OrgPlan.of(Plan.FREE)) : OrgPlan.NONE);
        }
    }

    private static <K, V> Map<K, V> by(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    @Override
    public long change(OrgId org, String actor, List<OrgChange> changes) {
        return transactions.write(org, connection -> {
            ChainWriter chain = ChainWriter.lock(connection, org);
            return make(connection, org, actor, chain, changes);
        });
    }

    @Override
    public long change(OrgId org, String actor, OrgView seen, Function<OrgView, List<OrgChange>> decide) {
        return transactions.write(org, connection -> {
            ChainWriter chain = ChainWriter.lock(connection, org);
            OrgView now = seen.gateVersion() == chain.gateVersion() ? seen : load(connection, org);
            List<OrgChange> changes = decide.apply(now);
            return changes.isEmpty() ? chain.gateVersion() : make(connection, org, actor, chain, changes);
        });
    }

    private long make(Connection connection, OrgId org, String actor, ChainWriter chain, List<OrgChange> changes)
            throws SQLException {
        chain.bumpGateVersion();
        Optional<InUse> before = inUse(connection, org);
        for (OrgChange change : changes) {
            ChangeWriter.write(connection, org, change, chain.now());
            chain.append(new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), change.event())
                    .put("subject", change.subject())
                    .put("comment", change.description())
                    .put("decided_by", actor));
        }
        if (before.isPresent()) {
            PlanLimits.requireRoom(
                    plan(connection, org), before.get(), inUse(connection, org).orElseThrow(), chain.now());
        }
        chain.store(connection);
        return chain.gateVersion();
    }

    @Override
    public void found(OrgId org, OrgSettings settings, List<Person> people, List<Target> targets) {
        var _ = transactions.write(org, connection -> {
            ChangeWriter.found(connection, org, settings, people, targets);
            ChainWriter chain = ChainWriter.lock(connection, org);
            chain.append(new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), "org_created")
                    .put("subject", org.value())
                    .put("comment", "org " + settings.name())
                    .put("decided_by", "system:setup"));
            chain.store(connection);
            return people.size();
        });
    }

    @Override
    public List<OrgId> all() {
        return transactions.acrossOrgs(
                connection -> Sql.list(connection, "SELECT org FROM all_orgs()", row -> new OrgId(row.getString(1))));
    }
}
