package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.oidc.OrgIssuers;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.SealedCredential;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Reads what orgs' pictures leave out of their issuers. */
@Singleton
final class PgOrgIssuers implements OrgIssuers {
    private final OrgTransactions transactions;

    PgOrgIssuers(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<OrgId> ownerOf(String issuer) {
        return transactions.acrossOrgs(
                connection -> Sql.one(connection, "SELECT find_issuer(?) AS org", row -> Sql.text(row, "org"), issuer)
                        .flatMap(Function.identity())
                        .map(OrgId::new));
    }

    @Override
    public Optional<SealedCredential> secret(OrgId org, String issuer) {
        return transactions
                .read(
                        org,
                        connection -> Sql.one(
                                connection,
                                "SELECT sealed_secret FROM org_issuers WHERE org_id = ? AND id = ?",
                                row -> row.getString("sealed_secret"),
                                org.value(),
                                issuer))
                .map(SealedCredential::new);
    }
}
