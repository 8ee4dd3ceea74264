package com.expacti.adapters.postgres.sshkey;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.access.CredentialStore.Known;
import com.expacti.application.sshkey.SshKeyStore;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.SshPublicKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads keys' texts, and whose a key is before its org is known. */
@Singleton
final class PgSshKeyStore implements SshKeyStore {
    private final OrgTransactions transactions;

    PgSshKeyStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private record Stored(CredentialId id, SshPublicKey key) {}

    @Override
    public Map<CredentialId, SshPublicKey> keys(OrgId org) {
        List<Stored> all = transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT id, ssh_public_key FROM credentials WHERE org_id = ? AND ssh_public_key IS NOT NULL",
                        row -> new Stored(new CredentialId(row.getString("id")), key(row.getString("ssh_public_key"))),
                        org.value()));
        return all.stream().collect(Collectors.toMap(Stored::id, Stored::key));
    }

    private static SshPublicKey key(String text) {
        try {
            return SshPublicKey.parse(text);
        } catch (SshPublicKey.Unreadable e) {
            throw new IllegalStateException("a stored SSH key is damaged", e);
        }
    }

    @Override
    public Optional<Known> find(String fingerprint) {
        return transactions.acrossOrgs(connection -> Sql.one(
                connection,
                "SELECT org, credential FROM find_ssh_key(?)",
                row -> new Known(new OrgId(row.getString("org")), new CredentialId(row.getString("credential"))),
                fingerprint));
    }
}
