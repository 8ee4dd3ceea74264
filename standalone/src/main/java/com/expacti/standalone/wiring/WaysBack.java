package com.expacti.standalone.wiring;

import com.expacti.application.account.AccountLog;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.LinkByMail;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.PasswordHashes;
import com.expacti.application.account.Register;
import com.expacti.application.command.IdSource;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.recovery.Recover;
import com.expacti.application.recovery.Recoveries;
import com.expacti.application.recovery.RecoveryMails;
import com.expacti.application.recovery.WatchRecoveries;
import com.expacti.application.totp.SecondFactor;
import com.expacti.workers.remind.RemindRecoveries;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** How people come back who lost a password or every second factor. */
@Factory
final class WaysBack {
    @Singleton
    LinkByMail linkByMail(
            Register.Stores stores,
            PasswordHashes hashes,
            Register.Post post,
            @Named("virtual") ExecutorService aside) {
        return new LinkByMail(stores.accounts(), stores.tokens(), hashes, post, aside);
    }

    @Singleton
    EndRecovery endRecovery(Recoveries recoveries, OneTimeTokens tokens, Accounts accounts, AccountLog log) {
        return new EndRecovery(recoveries, tokens, accounts, log);
    }

    @Singleton
    RecoveryMails recoveryMails(
            Recoveries recoveries, Accounts accounts, OneTimeTokens tokens, Register.Post post, EndRecovery ending) {
        return new RecoveryMails(recoveries, accounts, tokens, post, ending);
    }

    @Singleton
    RemindRecoveries remindRecoveries(RecoveryMails mails, InstantSource clock) {
        return new RemindRecoveries(mails, clock);
    }

    @Singleton
    WatchRecoveries watchRecoveries(
            Recoveries recoveries, Accounts accounts, OrgViewCache views, EndRecovery ending, RecoveryMails mails) {
        return new WatchRecoveries(recoveries, accounts, views, ending, mails);
    }

    @Singleton
    Recover.Stores recoverStores(Recoveries recoveries, Accounts accounts, OneTimeTokens tokens, PasskeyStore factors) {
        return new Recover.Stores(recoveries, accounts, tokens, factors);
    }

    @Singleton
    Recover.Ways recoverWays(
            SecondFactor factor, Logins logins, EndRecovery ending, RecoveryMails mails, AccountLog log) {
        return new Recover.Ways(factor, logins, ending, mails, log);
    }

    @Singleton
    Recover.Terms recoverTerms(
            @Property(name = "expacti.recovery-wait-hours") int hours,
            PublicAddress address,
            InstantSource clock,
            IdSource ids) {
        return new Recover.Terms(Duration.ofHours(hours), address, clock, ids);
    }

    @Singleton
    Recover recover(
            Recover.Stores stores, SignIn.Proofs proofs, Recover.Ways ways, Recover.Terms terms, LinkByMail links) {
        return new Recover(stores, proofs, ways, terms, links);
    }
}
