package com.expacti.adapters.postgres.tamper;

import com.expacti.adapters.postgres.TestDatabase;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.command.IdSource;
import com.expacti.application.ledger.Batch;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.Judged;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.OrgStore;
import com.expacti.application.session.Session;
import com.expacti.application.session.SessionStore;
import com.expacti.domain.anomaly.Sighting;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.risk.Risk;
import com.expacti.shell.ShellParser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The chain of a new org, grown to eight entries by the product, in the hands of the schema's owner. */
final class OwnedChain {
    static final int LENGTH = 8;

    private static final TestDatabase DATABASE = TestDatabase.get();
    private static final IdSource IDS = DATABASE.bean(IdSource.class);

    private final OrgId org;
    private final AgentId agent;
    private final CredentialId credential;
    private final SessionId session;

    private OwnedChain(String unique) {
        org = new OrgId("org_" + unique);
        agent = new AgentId("agent_" + unique);
        credential = new CredentialId("tok_" + unique);
        session = IDS.session();
    }

    /** Entry 1 founds the org, 2 to 4 change it, 5 to 8 decide commands. */
    static OwnedChain grown() {
        OwnedChain chain = new OwnedChain(IDS.next());
        chain.found();
        for (String command : List.of("git status", "make", "rm -r 'über \"all\"'\n\t", "ls")) {
            chain.decide(command);
        }
        return chain;
    }

    OrgId org() {
        return org;
    }

    /** As the product reads it. */
    List<AuditEntry> entries() {
        return DATABASE.bean(AuditLog.class).entries(org, 0, 1_000);
    }

    AuditEntry entry(long seq) {
        return entries().stream().filter(e -> e.seq() == seq).findFirst().orElseThrow();
    }

    /** One more command, decided by a rule. */
    void decide(String command) {
        Submission submission = new Submission(
                IDS.command(),
                org,
                session,
                agent,
                credential,
                IDS.next(),
                command,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                ledger().now());
        Risk risk = Risk.of(List.of(), false, Set.of());
        Claim claim = new Claim(
                submission,
                risk,
                Sighting.of(submission, ShellParser.parse(command), risk),
                List.of(),
                Set.of(),
                Duration.ofSeconds(60));
        Settlement settlement = Settlement.byRule(
                submission.id(), Optional.of(claim), Outcome.APPROVED, Via.WHITELIST, List.of("rule_ours"));
        long version = DATABASE.bean(OrgStore.class).gateVersion(org);
        if (!(ledger().settle(org, version, Batch.of(List.of(new Judged(settlement, Optional.empty()))))
                        instanceof BatchResult.Done(List<SettleResult> results)
                && results.getFirst() instanceof SettleResult.Settled)) {
            throw new AssertionError("not settled: " + command);
        }
    }

    /** As the schema's owner, in one transaction: each statement with {@code :org} for the org's id. */
    void tamper(String... statements) {
        try (Connection connection = DATABASE.owner()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                try (PreparedStatement statement = connection.prepareStatement(sql.replace(":org", "?"))) {
                    statement.setString(1, org.value());
                    if (statement.executeUpdate() == 0) {
                        throw new AssertionError("nothing was tampered with by: " + sql);
                    }
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts what an entry says, and how it is chained, into the row {@code seq}. */
    void put(long seq, String text, String prevHash, String hash) {
        String sql = "UPDATE audit_log SET entry = ?, prev_hash = ?, hash = ? WHERE seq = ? AND org_id = ?";
        try (Connection connection = DATABASE.owner();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, text);
            update.setString(2, prevHash);
            update.setString(3, hash);
            update.setLong(4, seq);
            update.setString(5, org.value());
            if (update.executeUpdate() != 1) {
                throw new AssertionError("there is no entry " + seq);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(AuditEntry entry) {
        put(entry.seq(), entry.fieldsJson(), entry.prevHash(), entry.hash());
    }

    private void found() {
        DATABASE.bean(OrgRegistry.class).found(org, OrgSettings.standard("Owned"), List.of(), List.of());
        Agent made = new Agent(agent, "builder", Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), true);
        Credential issued = new Credential(
                credential,
                "laptop",
                Optional.of(agent),
                Optional.empty(),
                Optional.empty(),
                Set.of(Permission.COMMANDS_SUBMIT),
                Optional.empty(),
                false);
        long _ = DATABASE.bean(OrgStore.class)
                .change(
                        org,
                        "olga@example.com",
                        List.of(
                                new OrgChange.AgentMade(made),
                                new OrgChange.CredentialIssued(
                                        issued,
                                        Digest.ofText(credential.value()).hex()),
                                new OrgChange.SettingsEdited(OrgSettings.standard("Owned by Olga"), "renamed")));
        DATABASE.bean(SessionStore.class)
                .open(new Session(
                        session,
                        org,
                        agent,
                        Session.Kind.HTTP,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Map.of(),
                        ledger().now(),
                        Optional.empty(),
                        0));
    }

    private static Ledger ledger() {
        return DATABASE.bean(Ledger.class);
    }
}
