package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.rule.RuleStore;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Rules as people see them. */
@Singleton
final class PgRuleStore implements RuleStore {
    private final OrgTransactions transactions;

    PgRuleStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<StoredRule> rules(OrgId org, Optional<String> before, int limit) {
        return transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT * FROM rules WHERE org_id = ? AND (?::text IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                        RuleRows::read,
                        org.value(),
                        before,
                        before,
                        limit));
    }

    @Override
    public Optional<StoredRule> rule(OrgId org, String id) {
        return transactions.read(
                org,
                connection -> Sql.one(
                        connection,
                        "SELECT * FROM rules WHERE org_id = ? AND id = ?",
                        RuleRows::read,
                        org.value(),
                        id));
    }
}
