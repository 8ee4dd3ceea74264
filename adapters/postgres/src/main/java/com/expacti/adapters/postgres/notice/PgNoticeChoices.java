package com.expacti.adapters.postgres.notice;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.notice.NoticeChoices;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** What each member wants to be written about; no row where they never chose. */
@Singleton
final class PgNoticeChoices implements NoticeChoices {
    private final OrgTransactions transactions;

    PgNoticeChoices(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Choice of(OrgId org, UserId user) {
        return transactions
                .read(
                        org,
                        connection -> Sql.one(
                                connection,
                                "SELECT escalations, reminders FROM notice_choices WHERE org_id = ? AND user_id = ?",
                                row -> new Choice(row.getBoolean("escalations"), row.getBoolean("reminders")),
                                org.value(),
                                user.value()))
                .orElse(Choice.STANDARD);
    }

    @Override
    public Map<UserId, Choice> chosen(OrgId org) {
        return transactions
                .read(
                        org,
                        connection -> Sql.list(
                                connection,
                                "SELECT user_id, escalations, reminders FROM notice_choices WHERE org_id = ?",
                                row -> Map.entry(
                                        new UserId(row.getString("user_id")),
                                        new Choice(row.getBoolean("escalations"), row.getBoolean("reminders"))),
                                org.value()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void choose(OrgId org, UserId user, Choice choice) {
        int _ = transactions.write(
                org,
                connection -> Sql.update(
                        connection, """
                        INSERT INTO notice_choices (org_id, user_id, escalations, reminders) VALUES (?, ?, ?, ?)
                        ON CONFLICT (org_id, user_id) DO UPDATE
                        SET escalations = excluded.escalations, reminders = excluded.reminders
                        """, org.value(), user.value(), choice.escalations(), choice.reminders()));
    }
}
