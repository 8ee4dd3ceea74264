package com.expacti.standalone.wiring;

import com.expacti.adapters.files.FileSecretBox;
import com.expacti.adapters.files.FileSigningKeys;
import com.expacti.adapters.files.Outbox;
import com.expacti.adapters.identity.mail.SmtpMailer;
import com.expacti.adapters.identity.mail.SmtpServer;
import com.expacti.adapters.identity.password.Argon2Cost;
import com.expacti.adapters.identity.password.Argon2Hashes;
import com.expacti.adapters.identity.token.Es256Tokens;
import com.expacti.application.access.AccessTokens;
import com.expacti.application.access.SigningKeys;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.LinkByMail;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.PasswordHashes;
import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword;
import com.expacti.application.account.SignUps;
import com.expacti.application.command.IdSource;
import com.expacti.application.login.Allowances;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.KnownClients;
import com.expacti.application.login.LoginStore;
import com.expacti.application.login.Logins;
import com.expacti.application.login.MyAccount;
import com.expacti.application.login.MyLogins;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.org.SecretSource;
import com.expacti.application.org.SetUp;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.totp.SecondFactor;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** How people sign in and are written to. */
@Factory
final class People {
    @Singleton
    PublicAddress publicAddress(@Property(name = "expacti.public-url") String url) {
        return new PublicAddress(url);
    }

    @Singleton
    Mailer mailer(
            @Property(name = "expacti.data") String data,
            @Property(name = "expacti.mail-from") String from,
            @Property(name = "expacti.smtp-url") Optional<String> smtpUrl,
            InstantSource clock,
            IdSource ids)
            throws IOException {
        return smtpUrl.isPresent()
                ? new SmtpMailer(SmtpServer.of(smtpUrl.get()), from, clock)
                : new Outbox(Path.of(data), from, clock, ids);
    }

    @Singleton
    SecretBox secretBox(@Property(name = "expacti.keys") String keys) throws IOException {
        return FileSecretBox.open(Path.of(keys));
    }

    @Singleton
    SigningKeys signingKeys(
            @Property(name = "expacti.keys") String keys, SecretBox box, InstantSource clock, IdSource ids)
            throws IOException {
        return FileSigningKeys.open(Path.of(keys), box, clock, ids);
    }

    @Singleton
    AccessTokens accessTokens(SigningKeys keys, PublicAddress address, InstantSource clock, IdSource ids) {
        return new Es256Tokens(keys, address.url(), clock, ids);
    }

    @Singleton
    PasswordHashes passwordHashes() {
        return new Argon2Hashes(Argon2Cost.STANDARD);
    }

    @Singleton
    SignIn.Proofs proofs(PasswordHashes hashes, AttemptLimits limits) {
        return new SignIn.Proofs(hashes, limits);
    }

    @Singleton
    Logins logins(
            LoginStore store,
            AccessTokens tokens,
            SecondFactor factor,
            OrgViewCache views,
            ChangeOrg change,
            InstantSource clock,
            IdSource ids,
            SecretSource secrets) {
        return new Logins(store, tokens, factor, views, change, new ManageAgents.Sources(clock, ids, secrets));
    }

    @Singleton
    AttemptLimits limits(
            Allowances allowances, KnownClients known, @Property(name = "expacti.eval") boolean evaluation) {
        return new AttemptLimits(
                allowances, known, evaluation ? AttemptLimits.Loopback.FREE : AttemptLimits.Loopback.COUNTED);
    }

    @Singleton
    SignIn signIn(
            Register.Stores stores, SignIn.Proofs proofs, SecondFactor factor, Logins logins, SecretSource secrets) {
        return new SignIn(stores.accounts(), stores.signUps(), proofs, factor, logins, secrets);
    }

    @Singleton
    SetUp.SignIns firstSignIn(Accounts accounts, PasswordHashes hashes) {
        return new SetUp.SignIns(accounts, hashes);
    }

    @Singleton
    MyAccount myAccount(Accounts accounts, SecondFactor factor, OrgViewCache views) {
        return new MyAccount(accounts, factor, views);
    }

    @Singleton
    MyLogins myLogins(Accounts accounts, LoginStore store, Logins logins, ChangeOrg change) {
        return new MyLogins(accounts, store, logins, change);
    }

    @Singleton
    Register.Post post(Mailer mailer, PublicAddress address, SecretSource secrets, AttemptLimits limits) {
        return new Register.Post(mailer, address, secrets, limits);
    }

    @Singleton
    Register register(
            Register.Stores stores,
            PasswordHashes hashes,
            Register.Post post,
            ChangeOrg change,
            IdSource ids,
            @Property(name = "expacti.sign-up-open") boolean open) {
        return new Register(stores, hashes, post, change, ids, open ? Register.Door.OPEN : Register.Door.CLOSED);
    }

    @Singleton
    Register.Stores stores(Accounts accounts, SignUps signUps, OneTimeTokens tokens) {
        return new Register.Stores(accounts, signUps, tokens);
    }

    @Singleton
    ResetPassword resetPassword(
            Register.Stores stores,
            PasswordHashes hashes,
            Register.Post post,
            Logins logins,
            ResetPassword.Factors factors,
            LinkByMail links) {
        return new ResetPassword(stores.accounts(), stores.tokens(), hashes, post, logins, factors, links);
    }

    @Singleton
    ResetPassword.Factors factors(
            SecondFactor factor, PasskeyStore store, LinkedIdentities identities, EndRecovery recovery) {
        return new ResetPassword.Factors(factor, store, identities, recovery);
    }
}
