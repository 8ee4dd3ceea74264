package com.expacti.adapters.postgres.targets;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.targets.TargetCredentials;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the org's picture leaves out. */
@Singleton
final class PgTargetCredentials implements TargetCredentials {
    private final OrgTransactions transactions;

    PgTargetCredentials(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<SealedCredential> sealed(OrgId org, TargetId target) {
        return transactions
                .read(
                        org,
                        connection -> Sql.one(
                                connection,
                                "SELECT sealed_credential FROM targets WHERE org_id = ? AND id = ?",
                                row -> Sql.text(row, "sealed_credential"),
                                org.value(),
                                target.value()))
                .flatMap(Function.identity())
                .map(SealedCredential::new);
    }
}
