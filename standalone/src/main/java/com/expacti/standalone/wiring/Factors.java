package com.expacti.standalone.wiring;

import com.expacti.adapters.identity.passkey.CheckedWebAuthn;
import com.expacti.application.account.AccountLog;
import com.expacti.application.account.Accounts;
import com.expacti.application.command.IdSource;
import com.expacti.application.command.StepUp;
import com.expacti.application.login.Logins;
import com.expacti.application.login.LostFactor;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.SecretSource;
import com.expacti.application.passkey.Challenges;
import com.expacti.application.passkey.Confirm;
import com.expacti.application.passkey.ManagePasskeys;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.passkey.Passkeys;
import com.expacti.application.passkey.WebAuthn;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.totp.BackupCodes;
import com.expacti.application.totp.ManageTotp;
import com.expacti.application.totp.ProveAgain;
import com.expacti.application.totp.SecondFactor;
import com.expacti.application.totp.TotpStore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What people show besides a password. */
@Factory
final class Factors {
    @Singleton
    WebAuthn webAuthn(PublicAddress address) {
        return new CheckedWebAuthn(address.url());
    }

    @Singleton
    AccountLog accountLog(Accounts accounts, ChangeOrg change) {
        return new AccountLog(accounts, change);
    }

    @Singleton
    Passkeys passkeys(
            PasskeyStore store, Challenges challenges, WebAuthn webAuthn, AccountLog log, SecretSource secrets) {
        return new Passkeys(store, challenges, webAuthn, log, secrets);
    }

    @Singleton
    Confirm confirm(Passkeys passkeys, Accounts accounts) {
        return new Confirm(passkeys, accounts);
    }

    @Singleton
    StepUp stepUp(Confirm confirm, ChangeOrg change) {
        return new StepUp(confirm, change);
    }

    @Singleton
    SecondFactor secondFactor(
            Accounts accounts,
            TotpStore store,
            Passkeys passkeys,
            SecondFactor.Sources sources,
            SecondFactor.Heard heard) {
        return new SecondFactor(accounts, store, passkeys, sources, heard);
    }

    @Singleton
    SecondFactor.Sources secondFactorSources(SecretBox box, InstantSource clock) {
        return new SecondFactor.Sources(box, clock);
    }

    /** Who shows a factor has not lost it, and neither is anybody else to remove it. */
    @Singleton
    SecondFactor.Heard heard(EndRecovery ending) {
        return account -> {
            var _ = ending.end(account, EndRecovery.Why.FACTOR_SHOWN);
        };
    }

    @Singleton
    ProveAgain proveAgain(Accounts accounts, SecondFactor factor, SignIn.Proofs proofs) {
        return new ProveAgain(accounts, factor, proofs);
    }

    @Singleton
    BackupCodes backupCodes(SecretSource secrets) {
        return new BackupCodes(secrets);
    }

    @Singleton
    ManageTotp manageTotp(
            TotpStore store, SecondFactor factor, ProveAgain again, AccountLog log, ManageTotp.Sources sources) {
        return new ManageTotp(store, factor, again, log, sources);
    }

    @Singleton
    ManageTotp.Sources totpSources(InstantSource clock, BackupCodes codes, LostFactor lost) {
        return new ManageTotp.Sources(clock, codes, lost);
    }

    @Singleton
    LostFactor lostFactor(Accounts accounts, Logins logins) {
        return new LostFactor(accounts, logins);
    }

    @Singleton
    ManagePasskeys managePasskeys(
            PasskeyStore store,
            Passkeys passkeys,
            WebAuthn webAuthn,
            ProveAgain again,
            AccountLog log,
            ManagePasskeys.Sources sources) {
        return new ManagePasskeys(store, passkeys, webAuthn, again, log, sources);
    }

    @Singleton
    ManagePasskeys.Sources passkeySources(InstantSource clock, IdSource ids, BackupCodes codes, LostFactor lost) {
        return new ManagePasskeys.Sources(clock, ids, codes, lost);
    }
}
