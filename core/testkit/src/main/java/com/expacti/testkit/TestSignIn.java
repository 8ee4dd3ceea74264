package com.expacti.testkit;

import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.org.SecretSource;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.util.Optional;

/** People who sign up, in and out at a gate in memory, and short words for what they do. */
public final class TestSignIn {
    public static final String EMAIL = "ada@example.com";
    public static final String PASSWORD = "correct horse battery staple";
    public static final Client CLIENT = new Client(Optional.of("192.0.2.7"), Optional.of("Firefox"));

    private final FakePorts ports;
    private final UseCases useCases;
    private final Register register;
    private final Logins logins;
    private final SignIn signIn;
    private final ResetPassword reset;

    public TestSignIn(Register.Door door) {
        ports = FakePorts.create();
        useCases = UseCases.over(ports, com.expacti.application.fault.FaultPoint.NONE);
        SecretSource secrets = () -> Digest.ofText(ports.ids().next()).hex().substring(0, 32);
        var change = new ChangeOrg(ports.orgs(), useCases.views(), useCases.announcer());
        var post = new Register.Post(ports.mailer(), new PublicAddress("https://gate.example.com"), secrets);
        var stores = new Register.Stores(ports.accounts(), ports.accounts(), ports.oneTimeTokens());
        register = new Register(stores, ports.passwords(), post, change, ports.ids(), door);
        logins = new Logins(
                ports.logins(),
                ports.accessTokens(),
                useCases.views(),
                change,
                new ManageAgents.Sources(ports.clock(), ports.ids(), secrets));
        signIn = new SignIn(ports.accounts(), ports.accounts(), ports.passwords(), logins);
        reset = new ResetPassword(
                ports.accounts(), ports.oneTimeTokens(), ports.passwords(), post, logins, Runnable::run);
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

    public ResetPassword reset() {
        return reset;
    }

    public Register.Promised signUp(String email) {
        return register.signUp(new Register.Wanted(email, PASSWORD, "Acme", false));
    }

    /** Signs up and opens the link of the mail. */
    public Register.Promised member(String email) {
        Register.Promised promised = signUp(email);
        var _ = register.verify(ports.mailer().token());
        return promised;
    }

    public SignIn.Tokens login(String email, String password) {
        return signIn.login(new SignIn.Attempt(email, password, Optional.empty()), CLIENT);
    }

    public SignIn.Tokens login() {
        return login(EMAIL, PASSWORD);
    }

    /** Whom an access token proves. */
    public PersonCaller caller(SignIn.Tokens tokens) {
        return (PersonCaller) useCases.authenticator().authenticate(tokens.accessToken());
    }
}
