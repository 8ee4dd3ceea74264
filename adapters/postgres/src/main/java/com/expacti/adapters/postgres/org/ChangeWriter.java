package com.expacti.adapters.postgres.org;

import com.expacti.adapters.postgres.suggestion.SuggestionRows;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.org.OrgChange;
import com.expacti.application.suggestion.Suggestion.Answer;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.Invite;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.SshPublicKey;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores what changed. Whoever calls holds the chain head's lock and appends the entry. */
final class ChangeWriter {
    private static final String AGENT = """
            INSERT INTO agents (org_id, id, name, owner_id, created_by, default_target_id, target_ids, active)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (org_id, id) DO UPDATE SET name = excluded.name, owner_id = excluded.owner_id,
                default_target_id = excluded.default_target_id, target_ids = excluded.target_ids, active = excluded.active
            """;
    private static final String SETTINGS = """
            UPDATE orgs SET name = ?, timeout_seconds = ?, timeout_action = ?, timeout_approve_below = ?,
                auto_approve_below = ?, anomaly_suspends_whitelist = ?, operating_hours = ?::jsonb, time_zone = ?,
                anomaly_rules_off = ?, allow_self_approval = ?, require_totp = ?, backup_reviewer_ids = ?,
                recording = ?, retention_days = ?, require_step_up = ?
            WHERE id = ?
            """;
    private static final String ORG = """
            INSERT INTO orgs (name, timeout_seconds, timeout_action, timeout_approve_below, auto_approve_below,
                anomaly_suspends_whitelist, operating_hours, time_zone, anomaly_rules_off, allow_self_approval,
                require_totp, backup_reviewer_ids, recording, retention_days,
                require_step_up, id)
            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private ChangeWriter() {}

    static void write(Connection connection, OrgId org, OrgChange change, Instant now) throws SQLException {
        switch (change) {
            case OrgChange.RuleMade made -> RuleRows.insert(connection, org, made.rule());
            case OrgChange.RuleEdited edited -> RuleRows.update(connection, org, edited.rule());
            case OrgChange.RuleRemoved removed ->
                Sql.update(connection, "DELETE FROM rules WHERE org_id = ? AND id = ?", org.value(), removed.subject());
            case OrgChange.PolicyMade made -> PolicyRows.insert(connection, org, made.policy());
            case OrgChange.PolicyEdited edited -> PolicyRows.update(connection, org, edited.policy());
            case OrgChange.PolicyRemoved removed ->
                Sql.update(
                        connection, "DELETE FROM policies WHERE org_id = ? AND id = ?", org.value(), removed.subject());
            case OrgChange.SettingsEdited edited -> settings(connection, SETTINGS, org, edited.settings());
            case OrgChange.PlanChanged(OrgPlan plan, String _) ->
                Sql.update(
                        connection,
                        "UPDATE orgs SET plan = ?, plan_grace_until = ? WHERE id = ?",
                        plan.plan().map(Plan::literal),
                        plan.graceUntil(),
                        org.value());
            case OrgChange.AgentMade made -> agent(connection, org, made.agent());
            case OrgChange.AgentEdited edited -> {
                agent(connection, org, edited.agent());
                if (!edited.agent().active()) {
                    CredentialRows.revokeOf(connection, org, edited.agent().id(), now);
                }
            }
            case OrgChange.MemberRoleChanged changed -> PersonRows.update(connection, org, changed.person());
            case OrgChange.MemberRenamed renamed -> PersonRows.update(connection, org, renamed.person());
            case OrgChange.MemberRemoved removed -> PersonRows.remove(connection, org, removed.person(), now);
            case OrgChange.MemberInvited(Invite invite) -> InviteRows.insert(connection, org, invite);
            case OrgChange.InviteSentAgain(Invite invite) -> InviteRows.sentAgain(connection, org, invite);
            case OrgChange.InviteRevoked(Invite invite) -> InviteRows.close(connection, org, invite, now);
            case OrgChange.MemberJoined(Person person, AccountId account, Invite invite) -> {
                InviteRows.close(connection, org, invite, now);
                PersonRows.join(connection, org, person, account);
            }
            case OrgChange.TargetMade(Target target, SealedCredential sealed) ->
                TargetRows.insert(connection, org, target, Optional.of(sealed));
            case OrgChange.TargetEdited(Target target, Optional<SealedCredential> sealed) ->
                TargetRows.update(connection, org, target, sealed);
            case OrgChange.TargetRemoved(Target target) -> TargetRows.remove(connection, org, target);
            case OrgChange.TargetGroupMade(TargetGroup group) -> TargetRows.insert(connection, org, group);
            case OrgChange.TargetGroupRenamed(TargetGroup group) -> TargetRows.rename(connection, org, group);
            case OrgChange.TargetGroupRemoved(TargetGroup group) -> TargetRows.remove(connection, org, group);
            case OrgChange.IssuerMade(OrgIssuer issuer, SealedCredential secret) ->
                IssuerRows.insert(connection, org, issuer, secret);
            case OrgChange.IssuerEdited(OrgIssuer issuer, Optional<SealedCredential> secret) ->
                IssuerRows.update(connection, org, issuer, secret);
            case OrgChange.IssuerLinksEnded(OrgIssuer issuer) -> IssuerRows.endLinks(connection, issuer);
            case OrgChange.IssuerRemoved(OrgIssuer issuer) -> IssuerRows.remove(connection, org, issuer);
            case OrgChange.CredentialIssued issued ->
                CredentialRows.insert(connection, org, issued.credential(), issued.secretSha256());
            case OrgChange.SshKeyAdded(Credential credential, SshPublicKey key) ->
                CredentialRows.insert(connection, org, credential, key);
            case OrgChange.TokenRotated(CredentialId credential, Instant until, CredentialId _) ->
                CredentialRows.endBy(connection, org, credential, until);
            case OrgChange.CredentialRenamed(CredentialId credential, String name) ->
                Sql.update(
                        connection,
                        "UPDATE credentials SET name = ? WHERE org_id = ? AND id = ?",
                        name,
                        org.value(),
                        credential.value());
            case OrgChange.CredentialRevoked revoked ->
                Sql.update(
                        connection,
                        "UPDATE credentials SET revoked_at = coalesce(revoked_at, ?) WHERE org_id = ? AND id = ?",
                        now,
                        org.value(),
                        revoked.credential().value());
            case OrgChange.AccountLinked(UserId member, AccountId account) ->
                Sql.update(
                        connection,
                        "UPDATE users SET account_id = ? WHERE org_id = ? AND id = ? AND account_id IS NULL",
                        account.value(),
                        org.value(),
                        member.value());
            case OrgChange.AccountChanged _ -> {} // its entry is all there is of it in an org
            case OrgChange.SuggestionAccepted(String id, String by, String rule) ->
                SuggestionRows.answer(connection, org, id, new Answer(Status.ACCEPTED, by, now, Optional.of(rule)));
            case OrgChange.SuggestionDismissed(String id, String by, String _) ->
                SuggestionRows.answer(connection, org, id, new Answer(Status.DISMISSED, by, now, Optional.empty()));
        }
    }

    private static void settings(Connection connection, String sql, OrgId org, OrgSettings s) throws SQLException {
        Sql.update(
                connection,
                sql,
                s.name(),
                (int) s.timeout().toSeconds(),
                s.timeoutAction().literal(),
                s.timeoutApproveBelow(),
                s.autoApproveBelow(),
                s.anomalySuspendsWhitelist(),
                s.anomalies().operatingHours().map(HoursJson::write),
                s.anomalies().timeZone().getId(),
                s.anomalies().off().stream().map(AnomalyRule::literal).sorted().toList(),
                s.allowSelfApproval(),
                s.requireTotp(),
                s.backupReviewers().stream().map(UserId::value).toList(),
                s.keeping().recordings(),
                s.keeping().retentionDays(),
                s.requireStepUp(),
                org.value());
    }

    private static void agent(Connection connection, OrgId org, Agent agent) throws SQLException {
        Sql.update(
                connection,
                AGENT,
                org.value(),
                agent.id().value(),
                agent.name(),
                agent.owner().map(UserId::value),
                agent.createdBy().map(UserId::value),
                agent.defaultTarget().map(TargetId::value),
                agent.targets().stream().map(TargetId::value).toList(),
                agent.active());
        Sql.update(
                connection,
                "INSERT INTO agent_histories (org_id, agent_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                org.value(),
                agent.id().value());
    }

    static void found(Connection connection, OrgId org, OrgSettings settings, List<Person> people, List<Target> targets)
            throws SQLException {
        settings(connection, ORG, org, settings);
        Sql.update(
                connection,
                "INSERT INTO chain_heads (org_id, seq, hash, gate_version) VALUES (?, 0, ?, 1)",
                org.value(),
                com.expacti.domain.audit.AuditEntry.GENESIS);
        for (Person p : people) {
            Sql.update(
                    connection,
                    "INSERT INTO users (org_id, id, email, display_name, role, active) VALUES (?, ?, ?, ?, ?, ?)",
                    org.value(),
                    p.id().value(),
                    p.email(),
                    p.displayName(),
                    p.role().literal(),
                    p.active());
        }
        for (Target t : targets) {
            TargetRows.insert(connection, org, t, Optional.empty());
        }
    }
}
