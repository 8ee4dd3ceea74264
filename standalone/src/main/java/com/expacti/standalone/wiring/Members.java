package com.expacti.standalone.wiring;

import com.expacti.application.account.Accounts;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.PasswordHashes;
import com.expacti.application.account.Register;
import com.expacti.application.command.IdSource;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Logins;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.member.InviteStore;
import com.expacti.application.member.ManageInvites;
import com.expacti.application.member.ManageMembers;
import com.expacti.application.member.MemberStore;
import com.expacti.application.member.RemoveFactors;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.org.SecretSource;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.totp.SecondFactor;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Who belongs to an org and who is asked to. */
@Factory
final class Members {
    @Singleton
    ManageMembers members(OrgViewCache views, ChangeOrg change, MemberStore store) {
        return new ManageMembers(views, change, store);
    }

    @Singleton
    RemoveFactors removeFactors(
            ChangeOrg change, Accounts accounts, PasskeyStore store, SecondFactor factor, RemoveFactors.After after) {
        return new RemoveFactors(change, accounts, store, factor, after);
    }

    @Singleton
    RemoveFactors.After afterRemoving(Logins logins, EndRecovery recovery, Mailer mailer) {
        return new RemoveFactors.After(logins, recovery, mailer);
    }

    @Singleton
    ManageInvites.Post invitePost(Mailer mailer, PublicAddress address, SecretSource secrets) {
        return new ManageInvites.Post(mailer, address, secrets);
    }

    @Singleton
    ManageInvites invites(
            ChangeOrg change,
            InviteStore store,
            OneTimeTokens tokens,
            ManageInvites.Post post,
            InstantSource clock,
            IdSource ids) {
        return new ManageInvites(change, store, tokens, post, clock, ids);
    }

    @Singleton
    AcceptInvite acceptInvite(
            InviteStore store,
            Register.Stores stores,
            PasswordHashes hashes,
            AttemptLimits limits,
            ChangeOrg change,
            InstantSource clock,
            IdSource ids) {
        return new AcceptInvite(
                store, new AcceptInvite.People(stores.accounts(), stores.tokens(), hashes, limits), change, clock, ids);
    }
}
