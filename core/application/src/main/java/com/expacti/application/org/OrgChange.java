package com.expacti.application.org;

import static com.expacti.application.org.Descriptions.describe;

import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
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
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.SecretMask;
import com.expacti.domain.rule.Rule;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A change that verdicts depend on. Each is audited and moves the gate version. */
public sealed interface OrgChange {
    /** The audit event. */
    String event();

    /** The id of what changed. */
    String subject();

    /** What changed, for people to read in the audit log; never a secret. */
    String description();

    /** What a change says of itself. */
    record Said(String event, String subject, String description) {}

    /** A change that says all three at once. */
    sealed interface Told extends OrgChange {
        Said said();

        @Override
        default String event() {
            return said().event();
        }

        @Override
        default String subject() {
            return said().subject();
        }

        @Override
        default String description() {
            return said().description();
        }
    }

    record RuleMade(Rule rule) implements Told {
        @Override
        public Said said() {
            return new Said("rule_created", rule.id(), describe(rule));
        }
    }

    record RuleEdited(Rule rule) implements Told {
        @Override
        public Said said() {
            return new Said("rule_updated", rule.id(), describe(rule));
        }
    }

    record RuleRemoved(String subject) implements OrgChange {
        @Override
        public String event() {
            return "rule_deleted";
        }

        @Override
        public String description() {
            return "rule removed";
        }
    }

    record PolicyMade(ScopedPolicy policy) implements Told {
        @Override
        public Said said() {
            return new Said("policy_created", policy.id(), describe(policy));
        }
    }

    record PolicyEdited(ScopedPolicy policy) implements Told {
        @Override
        public Said said() {
            return new Said("policy_updated", policy.id(), describe(policy));
        }
    }

    record PolicyRemoved(String subject) implements OrgChange {
        @Override
        public String event() {
            return "policy_deleted";
        }

        @Override
        public String description() {
            return "policy removed";
        }
    }

    record SettingsEdited(OrgSettings settings, String description) implements OrgChange {
        @Override
        public String event() {
            return "settings_changed";
        }

        @Override
        public String subject() {
            return "settings";
        }
    }

    record AgentMade(Agent agent) implements Told {
        @Override
        public Said said() {
            return new Said("agent_created", agent.id().value(), "agent " + agent.name());
        }
    }

    record AgentEdited(Agent agent) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "agent_updated", agent.id().value(), "agent " + agent.name() + (agent.active() ? "" : " removed"));
        }
    }

    /** @param before the role the person had */
    record MemberRoleChanged(Person person, Role before) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "member_role_changed",
                    person.id().value(),
                    "%s: %s → %s"
                            .formatted(
                                    person.email(),
                                    before.literal(),
                                    person.role().literal()));
        }
    }

    record MemberRenamed(Person person) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "member_renamed",
                    person.id().value(),
                    "%s is now named %s".formatted(person.email(), person.displayName()));
        }
    }

    /**
     * Takes the person's sessions and keys along: all that speaks as them.
     *
     * @param person as they were; {@code active} is of no account
     * @param credentials how many of them were in force
     */
    record MemberRemoved(Person person, int credentials) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "member_removed",
                    person.id().value(),
                    "%s, %s, with %d of their keys and sessions"
                            .formatted(person.email(), person.role().literal(), credentials));
        }
    }

    /** The store refuses a second one for the same address, and one too many. */
    record MemberInvited(Invite invite) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "member_invited",
                    invite.id(),
                    "%s as %s".formatted(invite.email(), invite.role().literal()));
        }
    }

    record InviteSentAgain(Invite invite) implements Told {
        @Override
        public Said said() {
            return new Said("invite_sent_again", invite.id(), invite.email());
        }
    }

    record InviteRevoked(Invite invite) implements Told {
        @Override
        public Said said() {
            return new Said("invite_revoked", invite.id(), invite.email());
        }
    }

    /** The store refuses an invite that is not open any more. */
    record MemberJoined(Person person, AccountId account, Invite invite) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "member_joined",
                    person.id().value(),
                    "%s as %s, by %s".formatted(person.email(), person.role().literal(), invite.id()));
        }
    }

    record TargetMade(Target target, SealedCredential credential) implements Told {
        @Override
        public Said said() {
            return new Said("target_created", target.id().value(), describe(target));
        }
    }

    /** @param credential another one, sealed; empty where the old one stays */
    record TargetEdited(Target target, Optional<SealedCredential> credential) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "target_updated",
                    target.id().value(),
                    describe(target) + (credential.isPresent() ? ", with another credential" : ""));
        }
    }

    /** What its login was proved by goes with it. */
    record TargetRemoved(Target target) implements Told {
        @Override
        public Said said() {
            return new Said("target_deleted", target.id().value(), describe(target));
        }
    }

    record TargetGroupMade(TargetGroup group) implements Told {
        @Override
        public Said said() {
            return new Said("target_group_created", group.id(), "group " + group.name());
        }
    }

    record TargetGroupRenamed(TargetGroup group) implements Told {
        @Override
        public Said said() {
            return new Said("target_group_updated", group.id(), "the group is now named " + group.name());
        }
    }

    record TargetGroupRemoved(TargetGroup group) implements Told {
        @Override
        public Said said() {
            return new Said("target_group_deleted", group.id(), "group " + group.name());
        }
    }

    record IssuerMade(OrgIssuer issuer, SealedCredential secret) implements Told {
        @Override
        public Said said() {
            return new Said("oidc_issuer_created", issuer.id(), describe(issuer));
        }
    }

    /** @param secret another one, sealed; empty where the old one stays */
    record IssuerEdited(OrgIssuer issuer, Optional<SealedCredential> secret) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "oidc_issuer_updated",
                    issuer.id(),
                    describe(issuer) + (secret.isPresent() ? ", with another secret" : ""));
        }
    }

    /** Whom it vouched for is nobody here any more: under another issuer they would be other people. */
    record IssuerLinksEnded(OrgIssuer issuer) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "oidc_issuer_links_ended", issuer.id(), "nobody's account is linked to " + issuer.name() + " now");
        }
    }

    /** Its secret goes with it. */
    record IssuerRemoved(OrgIssuer issuer) implements Told {
        @Override
        public Said said() {
            return new Said("oidc_issuer_deleted", issuer.id(), describe(issuer));
        }
    }

    /** @param secretSha256 of the token itself, lower-case hex; empty for one that is kept in memory only */
    record CredentialIssued(Credential credential, String secretSha256) implements OrgChange {
        @Override
        public String event() {
            if (credential.isLogin()) {
                return "signed_in";
            }
            return credential.isApiKey() ? "api_key_issued" : "token_issued";
        }

        @Override
        public String subject() {
            return credential.id().value();
        }

        @Override
        public String description() {
            if (credential.isLogin()) {
                return "signed in by " + credential.name()
                        + Credential.issuerOf(credential.id())
                                .map(issuer -> ", for whom " + issuer + " vouched")
                                .orElse("");
            }
            String of = credential
                    .agent()
                    .map(AgentId::value)
                    .map(a -> " for agent " + a)
                    .orElse("");
            return credential.isApiKey()
                    ? "API key " + credential.name() + of
                            + credential.permissions().stream()
                                    .map(Permission::literal)
                                    .sorted()
                                    .collect(Collectors.joining(", ", " with ", ""))
                    : "token " + credential.name() + of
                            + credential
                                    .targets()
                                    .map(only -> only.stream()
                                            .map(TargetId::value)
                                            .sorted()
                                            .collect(Collectors.joining(", ", ", on ", "")))
                                    .orElse("");
        }
    }

    /** The public key an agent is known by over SSH. The store refuses one that is an agent's already, in whichever org. */
    record SshKeyAdded(Credential credential, SshPublicKey key) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "ssh_key_added",
                    credential.id().value(),
                    "SSH key %s for agent %s, %s %s"
                            .formatted(
                                    credential.name(),
                                    credential.agent().map(AgentId::value).orElse(""),
                                    key.type(),
                                    key.fingerprint()));
        }
    }

    /** @param until when the replaced token is good no more, at the latest */
    record TokenRotated(CredentialId credential, Instant until, CredentialId by) implements Told {
        @Override
        public Said said() {
            return new Said(
                    "token_rotated", credential.value(), "replaced by %s, good until %s".formatted(by.value(), until));
        }
    }

    record CredentialRenamed(CredentialId credential, String name) implements OrgChange {
        @Override
        public String event() {
            return "api_key_renamed";
        }

        @Override
        public String subject() {
            return credential.value();
        }

        @Override
        public String description() {
            return "API key is now named " + name;
        }
    }

    record CredentialRevoked(CredentialId credential) implements OrgChange {
        @Override
        public String event() {
            if (credential.value().startsWith(Credential.LOGIN_PREFIX)) {
                return "signed_out";
            }
            if (credential.value().startsWith(Credential.SSH_PREFIX)) {
                return "ssh_key_removed";
            }
            return credential.value().startsWith(Credential.KEY_PREFIX) ? "api_key_revoked" : "token_revoked";
        }

        @Override
        public String subject() {
            return credential.value();
        }

        @Override
        public String description() {
            return "revoked";
        }
    }

    /** A member has a sign-in from now on. */
    record AccountLinked(UserId member, AccountId account) implements OrgChange {
        @Override
        public String event() {
            return "account_linked";
        }

        @Override
        public String subject() {
            return member.value();
        }

        @Override
        public String description() {
            return "signs in with account " + account;
        }
    }

    /**
     * How somebody signs in has changed, which is kept with their account; the log of each of their orgs tells of it.
     *
     * @param subject the member
     */
    record AccountChanged(String subject, String event, String description) implements OrgChange {}

    /** Another plan, or a payment that failed or came after all. */
    record PlanChanged(OrgPlan plan, String description) implements OrgChange {
        @Override
        public String event() {
            return "plan_changed";
        }

        @Override
        public String subject() {
            return "plan";
        }
    }

    /** The rule itself is a change of its own beside it. */
    record SuggestionAccepted(String subject, String by, String ruleId) implements OrgChange {
        @Override
        public String event() {
            return "suggestion_accepted";
        }

        @Override
        public String description() {
            return "became " + ruleId;
        }
    }

    record SuggestionDismissed(String subject, String by, String pattern) implements OrgChange {
        @Override
        public String event() {
            return "suggestion_dismissed";
        }

        @Override
        public String description() {
            return "not wanted: `%s`".formatted(SecretMask.mask(pattern));
        }
    }
}
