package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.access.CredentialStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds a credential by the hash of its secret, before its org is known. */
@Singleton
@Named("stored")
final class PgCredentialStore implements CredentialStore {
    private final OrgTransactions transactions;

    PgCredentialStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Known> find(Digest secretSha256) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Known> found = trip.fetch(
                "SELECT org, credential FROM find_credential(?)",
                row -> new Known(new OrgId(row.getString("org")), new CredentialId(row.getString("credential"))),
                secretSha256.hex());
        transactions.acrossOrgsIn(trip);
        return found.first();
    }
}
