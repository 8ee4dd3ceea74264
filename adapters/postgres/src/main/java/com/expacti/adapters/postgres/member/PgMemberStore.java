package com.expacti.adapters.postgres.member;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.member.MemberStore;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is kept of members besides the org's picture. */
@Singleton
final class PgMemberStore implements MemberStore {
    private final OrgTransactions transactions;

    PgMemberStore(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    private record Since(UserId user, Instant moment) {}

    @Override
    public Map<UserId, Instant> since(OrgId org) {
        List<Since> all = transactions.read(
                org,
                connection -> Sql.list(
                        connection,
                        "SELECT id, created_at FROM users WHERE org_id = ?",
                        row -> new Since(new UserId(row.getString("id")), Sql.instant(row, "created_at")),
                        org.value()));
        return all.stream().collect(Collectors.toMap(Since::user, Since::moment));
    }
}
