package com.expacti.testkit.contract;

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
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import java.time.Duration;
import java.util.List;

/** The ports of one store under test. It may hold other orgs; each test makes its own. */
public interface Store extends AutoCloseable {
    Ledger ledger();

    /** The ledger as another process over the same store has it, which shares nothing with this one but the store. */
    Ledger anotherNode();

    PendingQueue queue();

    OrgStore orgs();

    RuleStore rules();

    CredentialStore credentials();

    SessionStore sessions();

    Outbox outbox();

    NoticeChoices noticeChoices();

    MemberStore members();

    InviteStore invites();

    SshKeyStore sshKeys();

    TargetCredentials targetCredentials();

    OrgIssuers issuers();

    AuditLog audit();

    DecidedCommands history();

    SuggestionStore suggestions();

    Accounts accounts();

    OneTimeTokens oneTimeTokens();

    SignUps signUps();

    LoginStore logins();

    TotpStore totps();

    Journeys journeys();

    LinkedIdentities identities();

    PasskeyStore passkeys();

    Challenges challenges();

    Allowances allowances();

    KnownClients knownClients();

    AnswerStore answers();

    BillingStore billing();

    ReportStore reports();

    RecordingStore recordings();

    Recoveries recoveries();

    RetentionStore retention();

    /** Ids that were never used in this store, each greater than the one before. */
    IdSource ids();

    /** Makes an org with these people and targets, no agents, tokens or rules, and an empty audit chain. */
    void create(OrgId org, OrgSettings settings, List<Person> people, List<Target> targets);

    /** Makes or replaces a member, which moves the gate version as any change of people does. */
    void put(OrgId org, Person person);

    /**
     * Afterwards everything in the store looks as if that much more time had passed. A fake moves its clock; a database,
     * whose clock nobody moves, moves every stored moment back.
     */
    void passTime(Duration time);

    /** The same, of this org's audit log and decisions as well, which no other test looks at the age of. */
    void passTimeOf(OrgId org, Duration time);

    @Override
    void close();
}
