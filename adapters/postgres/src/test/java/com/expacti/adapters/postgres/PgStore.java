package com.expacti.adapters.postgres;

import com.expacti.application.access.CredentialStore;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.SignUps;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.billing.BillingStore;
import com.expacti.application.command.IdSource;
import com.expacti.application.history.DecidedCommands;
import com.expacti.application.idempotency.AnswerStore;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.login.Allowances;
import com.expacti.application.login.KnownClients;
import com.expacti.application.login.LoginStore;
import com.expacti.application.member.InviteStore;
import com.expacti.application.member.MemberStore;
import com.expacti.application.notice.NoticeChoices;
import com.expacti.application.notice.Outbox;
import com.expacti.application.oidc.Journeys;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.application.oidc.OrgIssuers;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.OrgStore;
import com.expacti.application.passkey.Challenges;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.recording.RecordingStore;
import com.expacti.application.recovery.Recoveries;
import com.expacti.application.report.ReportStore;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.rule.RuleStore;
import com.expacti.application.session.SessionStore;
import com.expacti.application.sshkey.SshKeyStore;
import com.expacti.application.suggestion.SuggestionStore;
import com.expacti.application.targets.TargetCredentials;
import com.expacti.application.totp.TotpStore;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.testkit.contract.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The PostgreSQL adapters as a store under test. */
final class PgStore implements Store {
    /** Every moment that is stored and looked at again. */
    private static final Map<String, List<String>> MOMENTS = Map.ofEntries(
            Map.entry("pending_items", List.of("submitted_at", "deadline", "claimed_at", "orphaned_at")),
            Map.entry("commands", List.of("submitted_at", "deadline")),
            Map.entry("approvals", List.of("expires_at")),
            Map.entry("sessions", List.of("opened_at", "closed_at", "lost_at")),
            Map.entry("nodes", List.of("lease_until")),
            Map.entry("rules", List.of("expires_at")),
            Map.entry("credentials", List.of("expires_at")),
            Map.entry("kept_answers", List.of("begun_at")),
            Map.entry("suggestion_turns", List.of("looked_at", "lease_until")),
            Map.entry("one_time_tokens", List.of("expires_at")),
            Map.entry("sign_ups", List.of("expires_at")),
            Map.entry("logins", List.of("created_at", "last_used_at")),
            Map.entry("allowances", List.of("whole_at")),
            Map.entry("totps", List.of("begun_at")),
            Map.entry("oidc_journeys", List.of("expires_at")),
            Map.entry("oidc_tickets", List.of("expires_at")),
            Map.entry("passkey_challenges", List.of("expires_at")),
            Map.entry("known_clients", List.of("seen_at")),
            Map.entry("notice_deliveries", List.of("created_at", "touched_at", "ended_at")),
            Map.entry("refresh_tokens", List.of("expires_at")));

    private final TestDatabase database = TestDatabase.get();

    @Override
    public Ledger ledger() {
        return database.bean(Ledger.class);
    }

    @Override
    public Ledger anotherNode() {
        return database.another(Ledger.class);
    }

    @Override
    public PendingQueue queue() {
        return database.bean(PendingQueue.class);
    }

    @Override
    public OrgStore orgs() {
        return database.bean(OrgStore.class);
    }

    @Override
    public RuleStore rules() {
        return database.bean(RuleStore.class);
    }

    @Override
    public CredentialStore credentials() {
        return database.bean(CredentialStore.class);
    }

    @Override
    public SessionStore sessions() {
        return database.bean(SessionStore.class);
    }

    @Override
    public RecordingStore recordings() {
        return database.bean(RecordingStore.class);
    }

    @Override
    public Outbox outbox() {
        return database.bean(Outbox.class);
    }

    @Override
    public NoticeChoices noticeChoices() {
        return database.bean(NoticeChoices.class);
    }

    @Override
    public MemberStore members() {
        return database.bean(MemberStore.class);
    }

    @Override
    public OrgIssuers issuers() {
        return database.bean(OrgIssuers.class);
    }

    @Override
    public TargetCredentials targetCredentials() {
        return database.bean(TargetCredentials.class);
    }

    @Override
    public SshKeyStore sshKeys() {
        return database.bean(SshKeyStore.class);
    }

    @Override
    public InviteStore invites() {
        return database.bean(InviteStore.class);
    }

    @Override
    public AuditLog audit() {
        return database.bean(AuditLog.class);
    }

    @Override
    public DecidedCommands history() {
        return database.bean(DecidedCommands.class);
    }

    @Override
    public SuggestionStore suggestions() {
        return database.bean(SuggestionStore.class);
    }

    @Override
    public Accounts accounts() {
        return database.bean(Accounts.class);
    }

    @Override
    public OneTimeTokens oneTimeTokens() {
        return database.bean(OneTimeTokens.class);
    }

    @Override
    public SignUps signUps() {
        return database.bean(SignUps.class);
    }

    @Override
    public Allowances allowances() {
        return database.bean(Allowances.class);
    }

    @Override
    public KnownClients knownClients() {
        return database.bean(KnownClients.class);
    }

    @Override
    public Journeys journeys() {
        return database.bean(Journeys.class);
    }

    @Override
    public Recoveries recoveries() {
        return database.bean(Recoveries.class);
    }

    @Override
    public LinkedIdentities identities() {
        return database.bean(LinkedIdentities.class);
    }

    @Override
    public TotpStore totps() {
        return database.bean(TotpStore.class);
    }

    @Override
    public PasskeyStore passkeys() {
        return database.bean(PasskeyStore.class);
    }

    @Override
    public Challenges challenges() {
        return database.bean(Challenges.class);
    }

    @Override
    public LoginStore logins() {
        return database.bean(LoginStore.class);
    }

    @Override
    public AnswerStore answers() {
        return database.bean(AnswerStore.class);
    }

    @Override
    public ReportStore reports() {
        return database.bean(ReportStore.class);
    }

    @Override
    public BillingStore billing() {
        return database.bean(BillingStore.class);
    }

    @Override
    public IdSource ids() {
        return database.bean(IdSource.class);
    }

    /** Founding begins the chain with an entry of its own, which the contracts do not count on: taken back. */
    @Override
    public void create(OrgId org, OrgSettings settings, List<Person> people, List<Target> targets) {
        database.bean(OrgRegistry.class).found(org, settings, people, targets);
        asOwner("DELETE FROM audit_log WHERE org_id = ?", org.value());
        asOwner("UPDATE chain_heads SET seq = 0, hash = '" + AuditEntry.GENESIS + "' WHERE org_id = ?", org.value());
    }

    /** One transaction, as any change of what verdicts depend on: the head first. */
    @Override
    public void put(OrgId org, Person person) {
        try (Connection connection = database.owner()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE chain_heads SET gate_version = gate_version + 1 WHERE org_id = ?", org.value());
            update(
                    connection,
                    """
                    INSERT INTO users (email, display_name, role, active, org_id, id) VALUES (?, ?, ?, ?::boolean, ?, ?)
                    ON CONFLICT (org_id, id) DO UPDATE SET role = excluded.role, active = excluded.active
                    """,
                    person.email(),
                    person.displayName(),
                    person.role().literal(),
                    Boolean.toString(person.active()),
                    org.value(),
                    person.id().value());
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void passTime(Duration time) {
        MOMENTS.forEach((table, columns) -> columns.forEach(column -> asOwner(
                "UPDATE %s SET %s = %s - ?::interval WHERE %s IS NOT NULL".formatted(table, column, column, column),
                time.toMillis() + " milliseconds")));
        if (time.toDays() > 30) {
            asOwner(
                    "UPDATE chain_heads SET commands_month ="
                            + " to_char(to_date(commands_month::text, 'YYYYMM') - ?::interval, 'YYYYMM')::int",
                    time.toDays() + " days");
        }
    }

    @Override
    public RetentionStore retention() {
        return database.bean(RetentionStore.class);
    }

    /** An entry says its moment itself, and its hash covers that: the org's chain is made anew, with earlier moments. */
    @Override
    public void passTimeOf(OrgId org, Duration time) {
        passTime(time);
        String span = time.toMillis() + " milliseconds";
        try (Connection connection = database.owner()) {
            update(
                    connection,
                    "UPDATE decisions SET decided_at = decided_at - ?::interval WHERE org_id = ?",
                    span,
                    org.value());
            update(
                    connection,
                    "UPDATE orgs SET retention_since = retention_since - ?::interval WHERE id = ?",
                    span,
                    org.value());
            update(
                    connection,
                    "UPDATE suggestions SET answered_at = answered_at - ?::interval WHERE org_id = ?",
                    span,
                    org.value());
            String before = AuditEntry.GENESIS;
            for (AuditEntry entry : audit().entries(org, 0, 100_000)) {
                AuditEntry earlier = earlier(entry, time, before);
                before = earlier.hash();
                update(
                        connection,
                        "UPDATE audit_log SET entry = ?, prev_hash = ?, hash = ? WHERE org_id = ? AND seq = ?::bigint",
                        earlier.fieldsJson(),
                        earlier.prevHash(),
                        earlier.hash(),
                        org.value(),
                        Long.toString(earlier.seq()));
            }
            update(connection, "UPDATE chain_heads SET hash = ? WHERE org_id = ?", before, org.value());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditEntry earlier(AuditEntry entry, Duration time, String before) {
        if (entry.erasedBy().isPresent()) {
            return new AuditEntry(entry.seq(), entry.fields(), before, entry.hash());
        }
        AuditEntry.Draft draft = new AuditEntry.Draft(
                text(entry, "id"),
                Instant.parse(text(entry, "timestamp")).minus(time),
                text(entry, "org_id"),
                text(entry, "event"));
        entry.fields().forEach((name, value) -> {
            if (!List.of("id", "timestamp", "org_id", "event", "seq").contains(name)) {
                switch (value) {
                    case Long number -> draft.put(name, number);
                    case List<?> texts ->
                        draft.put(name, texts.stream().map(String::valueOf).toList());
                    default -> draft.put(name, value.toString());
                }
            }
        });
        return AuditEntry.chain(draft, entry.seq(), before);
    }

    private static String text(AuditEntry entry, String field) {
        return String.valueOf(entry.fields().get(field));
    }

    private void asOwner(String sql, String value) {
        try (Connection connection = database.owner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What tests left undecided would be found by the sweeps of the next. */
    @Override
    public void close() {
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM pending_items; UPDATE commands SET undecided = false; DELETE FROM nodes");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
