package com.expacti.testkit;

import com.expacti.application.account.AccountLog;
import com.expacti.application.account.LinkByMail;
import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.LostFactor;
import com.expacti.application.login.MyLogins;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.member.RemoveFactors;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.org.SecretSource;
import com.expacti.application.passkey.ManagePasskeys;
import com.expacti.application.passkey.Passkeys;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.recovery.Recover;
import com.expacti.application.recovery.RecoveryMails;
import com.expacti.application.recovery.WatchRecoveries;
import com.expacti.application.totp.BackupCodes;
import com.expacti.application.totp.ManageTotp;
import com.expacti.application.totp.ProveAgain;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.time.Duration;
import java.util.Optional;

/** People who sign up, in and out at a gate in memory, and short words for what they do. */
public final class TestSignIn {
    public static final String EMAIL = "ada@example.com";
    public static final String PASSWORD = "correct horse battery staple";
    public static final Client CLIENT = new Client(Optional.of("192.0.2.7"), Optional.of("Firefox"));

    /** How long a way back waits here. */
    public static final Duration RECOVERY_WAIT = Duration.ofHours(72);

    private final FakePorts ports;
    private final UseCases useCases;
    private final Register register;
    private final Logins logins;
    private final SignIn signIn;
    private final ResetPassword reset;
    private final MyLogins mine;
    private final SecondFactor factor;
    private final ManageTotp totp;
    private final ManagePasskeys passkeys;
    private final RemoveFactors removeFactors;
    private final RecoveryMails mails;
    private final Recover recover;
    private final WatchRecoveries watch;

    public TestSignIn(Register.Door door) {
        this(FakePorts.create(), door);
    }

    private TestSignIn(FakePorts over, Register.Door door) {
        ports = over;
        useCases = UseCases.over(ports, com.expacti.application.fault.FaultPoint.NONE);
        SecretSource secrets = () -> Digest.ofText(ports.ids().next()).hex().substring(0, 32);
        var change = new ChangeOrg(ports.orgs(), useCases.views(), useCases.announcer());
        var limits = new AttemptLimits(ports.allowances(), ports.allowances(), AttemptLimits.Loopback.COUNTED);
        var post = new Register.Post(ports.mailer(), new PublicAddress("https://gate.example.com"), secrets, limits);
        var stores = new Register.Stores(ports.accounts(), ports.accounts(), ports.oneTimeTokens());
        register = new Register(stores, ports.passwords(), post, change, ports.ids(), door);
        var log = new AccountLog(ports.accounts(), change);
        var asking = new Passkeys(ports.passkeys(), ports.passkeys(), ports.webAuthn(), log, secrets);
        var ending = new EndRecovery(ports.recoveries(), ports.oneTimeTokens(), ports.accounts(), log);
        factor = new SecondFactor(
                ports.accounts(),
                ports.totps(),
                asking,
                new SecondFactor.Sources(new PlainBox(), ports.clock()),
                account -> {
                    var _ = ending.end(account, EndRecovery.Why.FACTOR_SHOWN);
                });
        logins = new Logins(
                ports.logins(),
                ports.accessTokens(),
                factor,
                useCases.views(),
                change,
                new ManageAgents.Sources(ports.clock(), ports.ids(), secrets));
        signIn = new SignIn(
                ports.accounts(),
                ports.accounts(),
                new SignIn.Proofs(ports.passwords(), limits),
                factor,
                logins,
                secrets);
        var again = new ProveAgain(ports.accounts(), factor, new SignIn.Proofs(ports.passwords(), limits));
        var codes = new BackupCodes(secrets);
        var lost = new LostFactor(ports.accounts(), logins);
        totp = new ManageTotp(ports.totps(), factor, again, log, new ManageTotp.Sources(ports.clock(), codes, lost));
        passkeys = new ManagePasskeys(
                ports.passkeys(),
                asking,
                ports.webAuthn(),
                again,
                log,
                new ManagePasskeys.Sources(ports.clock(), ports.ids(), codes, lost));
        mine = new MyLogins(ports.accounts(), ports.logins(), logins, change);
        var links = new LinkByMail(ports.accounts(), ports.oneTimeTokens(), ports.passwords(), post, Runnable::run);
        mails = new RecoveryMails(ports.recoveries(), ports.accounts(), ports.oneTimeTokens(), post, ending);
        recover = new Recover(
                new Recover.Stores(ports.recoveries(), ports.accounts(), ports.oneTimeTokens(), ports.passkeys()),
                new SignIn.Proofs(ports.passwords(), limits),
                new Recover.Ways(factor, logins, ending, mails, log),
                new Recover.Terms(RECOVERY_WAIT, post.address(), ports.clock(), ports.ids()),
                links);
        watch = new WatchRecoveries(ports.recoveries(), ports.accounts(), useCases.views(), ending, mails);
        reset = new ResetPassword(
                ports.accounts(),
                ports.oneTimeTokens(),
                ports.passwords(),
                post,
                logins,
                new ResetPassword.Factors(factor, ports.passkeys(), ports.identities(), ending),
                links);
        removeFactors = new RemoveFactors(
                change,
                ports.accounts(),
                ports.passkeys(),
                factor,
                new RemoveFactors.After(logins, ending, ports.mailer()));
    }

    /** Another process over the same store, with nothing of this one's memory. */
    public TestSignIn restarted() {
        return new TestSignIn(ports, Register.Door.OPEN);
    }

    public FakePorts ports() {
        return ports;
    }

    public UseCases useCases() {
        return useCases;
    }

    public Register register() {
        return register;
    }

    public Logins logins() {
        return logins;
    }

    public SignIn signIn() {
        return signIn;
    }

    public SecondFactor factor() {
        return factor;
    }

    public MyLogins mine() {
        return mine;
    }

    public ManageTotp totp() {
        return totp;
    }

    public RemoveFactors removeFactors() {
        return removeFactors;
    }

    public Recover recover() {
        return recover;
    }

    public WatchRecoveries watch() {
        return watch;
    }

    /** One round of the job that writes to people whose second factor is being removed. */
    public int recoveryMails() {
        return mails.catchUp(ports.clock());
    }

    public ManagePasskeys passkeys() {
        return passkeys;
    }

    public ResetPassword reset() {
        return reset;
    }

    public Register.Promised signUp(String email) {
        return register.signUp(new Register.Wanted(email, PASSWORD, "Acme", false), CLIENT);
    }

    /** Signs up and opens the link of the mail. */
    public Register.Promised member(String email) {
        Register.Promised promised = signUp(email);
        var _ = register.verify(ports.mailer().token(), Optional.of(PASSWORD), CLIENT);
        return promised;
    }

    public SignIn.Tokens login(String email, String password) {
        return login(email, password, CLIENT);
    }

    public SignIn.Tokens login(String email, String password, Client from) {
        return login(email, password, SecondFactor.Shown.NOTHING, from);
    }

    public SignIn.Tokens login(String email, String password, SecondFactor.Shown second, Client from) {
        return signIn.login(new SignIn.Attempt(email, password, second, Optional.empty()), from);
    }

    public SignIn.Tokens login() {
        return login(EMAIL, PASSWORD);
    }

    /** Whom an access token proves. */
    public PersonCaller caller(SignIn.Tokens tokens) {
        return (PersonCaller) useCases.authenticator().authenticate(tokens.accessToken());
    }
}
