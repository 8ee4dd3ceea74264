package com.expacti.application.member;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Logins;
import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.recovery.EndRecovery.Why;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import java.util.List;

/**
 * For somebody who lost their second factor: those who manage them take it away, and they sign in by password and set up another. Only
 * an account that is in no other org: nobody decides here how somebody signs in elsewhere.
 */
public final class RemoveFactors {
    private final ChangeOrg change;
    private final Accounts accounts;
    private final PasskeyStore store;
    private final SecondFactor factor;
    private final After after;

    /** What ends with it, and who is told. */
    public record After(Logins logins, EndRecovery recovery, Mailer mailer) {}

    public RemoveFactors(ChangeOrg change, Accounts accounts, PasskeyStore store, SecondFactor factor, After after) {
        this.change = change;
        this.accounts = accounts;
        this.store = store;
        this.factor = factor;
        this.after = after;
    }

    /**
     * Removes all of it, backup codes too, and ends the person's sign-ins; they are told by mail.
     *
     * @throws GateException {@code not_found}; {@code forbidden} for oneself, for an owner by who is none, and for who came by a key;
     *     {@code conflict} where there is none, or the account is in another org too
     */
    public void remove(PersonCaller caller, UserId id) {
        Logins.requireLogin(caller);
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            Person person = ManageMembers.person(org, id);
            ManageMembers.requireOver(by, person);
            Account account = removable(caller, id);
            return List.of(new OrgChange.AccountChanged(
                    id.value(),
                    "second_factor_removed",
                    "of %s (%s), by somebody else; all sign-ins ended".formatted(person.email(), account.id())));
        });
        Account account = removable(caller, id);
        store.removeAllFactors(account.id());
        var _ = after.recovery().end(account.id(), Why.FACTOR_REMOVED);
        accounts.memberships(account.id()).forEach(place -> after.logins().endAll(place, caller.actor(), List.of()));
        after.mailer().send(mail(account, caller));
    }

    private Account removable(PersonCaller caller, UserId id) {
        if (caller.user().equals(id)) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "nobody removes their own here; use /auth/totp and /auth/passkeys, or ask another");
        }
        Account account = accounts.of(caller.org(), id)
                .flatMap(accounts::byId)
                .filter(found -> factor.isOn(found.id()))
                .orElseThrow(() -> new GateException(ErrorCode.CONFLICT, "this member has no second factor"));
        boolean elsewhere = accounts.memberships(account.id()).stream()
                .anyMatch(place ->
                        !place.org().equals(caller.org()) && after.logins().isActive(place));
        if (elsewhere) {
            throw new GateException(
                    ErrorCode.CONFLICT,
                    "this member belongs to another organisation too, so nobody here can remove how they sign in;"
                            + " they use a backup code, or leave the other one first");
        }
        return account;
    }

    private static Mail mail(Account account, PersonCaller by) {
        return new Mail(account.email(), "Your second factor was removed", """
                %s removed the second factor (app, passkeys and backup codes) of your expacti account, and all
                your sign-ins have ended. Your password alone signs you in now.

                If you did not ask for this, set another password, set up a second factor, and ask them why.
                """.formatted(
                        by.person().email()));
    }
}
