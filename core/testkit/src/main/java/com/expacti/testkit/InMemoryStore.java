package com.expacti.testkit;

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
import com.expacti.testkit.contract.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The fakes as a store under test. */
public record InMemoryStore(FakePorts ports, BillingStore billing, PendingQueue queue, RecordingStore recordings)
        implements Store {
    public static InMemoryStore create() {
        return with(FakePorts.create(), FakePorts::queue, rows -> rows);
    }

    /** The fakes but for the queue, which is by the same clock. */
    public static InMemoryStore withQueue(Function<InstantSource, PendingQueue> queue) {
        return with(FakePorts.create(), ports -> queue.apply(ports.clock()), rows -> rows);
    }

    /** The fakes, with another store of recordings before theirs. */
    public static InMemoryStore withRecordings(UnaryOperator<RecordingStore> recordings) {
        return with(FakePorts.create(), FakePorts::queue, recordings);
    }

    private static InMemoryStore with(
            FakePorts ports, Function<FakePorts, PendingQueue> queue, UnaryOperator<RecordingStore> recordings) {
        return new InMemoryStore(
                ports,
                new InMemoryBillingStore(ports.database()),
                queue.apply(ports),
                recordings.apply(ports.recordings()));
    }

    @Override
    public ReportStore reports() {
        return new InMemoryReportStore(ports.database());
    }

    @Override
    public Ledger ledger() {
        return ports.ledger();
    }

    @Override
    public Ledger anotherNode() {
        return new InMemoryLedger(ports.database());
    }

    @Override
    public OrgStore orgs() {
        return ports.orgs();
    }

    @Override
    public RuleStore rules() {
        return ports.orgs();
    }

    @Override
    public CredentialStore credentials() {
        return ports.orgs();
    }

    @Override
    public SessionStore sessions() {
        return ports.sessions();
    }

    @Override
    public Outbox outbox() {
        return ports.outbox();
    }

    @Override
    public NoticeChoices noticeChoices() {
        return ports.outbox();
    }

    @Override
    public MemberStore members() {
        return ports.orgs();
    }

    @Override
    public TargetCredentials targetCredentials() {
        return ports.orgs();
    }

    @Override
    public OrgIssuers issuers() {
        return ports.orgs();
    }

    @Override
    public SshKeyStore sshKeys() {
        return ports.orgs();
    }

    @Override
    public InviteStore invites() {
        return ports.orgs();
    }

    @Override
    public AuditLog audit() {
        return ports.audit();
    }

    @Override
    public DecidedCommands history() {
        return ports.history();
    }

    @Override
    public SuggestionStore suggestions() {
        return ports.suggestions();
    }

    /** Empty each time it is asked for. */
    @Override
    public AnswerStore answers() {
        return new InMemoryAnswerStore(ports.clock());
    }

    @Override
    public Accounts accounts() {
        return ports.accounts();
    }

    @Override
    public OneTimeTokens oneTimeTokens() {
        return ports.oneTimeTokens();
    }

    @Override
    public SignUps signUps() {
        return ports.accounts();
    }

    @Override
    public Allowances allowances() {
        return ports.allowances();
    }

    @Override
    public KnownClients knownClients() {
        return ports.allowances();
    }

    @Override
    public Journeys journeys() {
        return ports.journeys();
    }

    @Override
    public Recoveries recoveries() {
        return ports.recoveries();
    }

    @Override
    public LinkedIdentities identities() {
        return ports.identities();
    }

    @Override
    public TotpStore totps() {
        return ports.totps();
    }

    @Override
    public PasskeyStore passkeys() {
        return ports.passkeys();
    }

    @Override
    public Challenges challenges() {
        return ports.passkeys();
    }

    @Override
    public LoginStore logins() {
        return ports.logins();
    }

    @Override
    public IdSource ids() {
        return ports.ids();
    }

    @Override
    public void create(OrgId org, OrgSettings settings, List<Person> people, List<Target> targets) {
        ports.database().create(org, settings);
        people.forEach(person -> ports.orgs().put(org, person));
        targets.forEach(target -> ports.orgs().put(org, target));
    }

    @Override
    public void put(OrgId org, Person person) {
        ports.orgs().put(org, person);
    }

    @Override
    public void passTime(Duration time) {
        ports.clock().advance(time);
    }

    @Override
    public RetentionStore retention() {
        return new InMemoryRetentionStore(ports.database());
    }

    @Override
    public void passTimeOf(OrgId org, Duration time) {
        passTime(time);
    }

    @Override
    public void close() {}
}
