package com.expacti.application.recovery;

import com.expacti.application.access.Authenticator;
import com.expacti.application.account.Accounts;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Logins;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.recovery.EndRecovery.Why;
import com.expacti.application.recovery.Recoveries.Taken;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What those who are signed in see of ways back and cancel: their own, and as an owner or admin their members'. Cancelling takes no
 * more than that, since it takes nothing from anybody but time.
 */
public final class WatchRecoveries {
    private final Recoveries recoveries;
    private final Accounts accounts;
    private final OrgViewCache views;
    private final EndRecovery ending;
    private final RecoveryMails mails;

    public WatchRecoveries(
            Recoveries recoveries, Accounts accounts, OrgViewCache views, EndRecovery ending, RecoveryMails mails) {
        this.recoveries = recoveries;
        this.accounts = accounts;
        this.views = views;
        this.ending = ending;
        this.mails = mails;
    }

    /** Those of the org's active people, for who changes the org; nobody else is told. */
    public Map<UserId, Recovery> members(PersonCaller caller) {
        if (!Access.allows(caller, Permission.ORG_WRITE)) {
            return Map.of();
        }
        Map<UserId, Recovery> out = new HashMap<>(recoveries.in(caller.org()));
        out.keySet().removeIf(user -> person(caller, user).isEmpty());
        return out;
    }

    private Optional<Person> person(PersonCaller caller, UserId user) {
        return Optional.ofNullable(views.fresh(caller.org()).people().get(user)).filter(Person::active);
    }

    /** The caller's own. A key, and a sign-in by an org's own issuer, are told of none. */
    public Optional<Recovery> mine(PersonCaller caller) {
        return Credential.isWholeLogin(caller.credential())
                ? account(caller).flatMap(recoveries::of)
                : Optional.empty();
    }

    private Optional<AccountId> account(PersonCaller caller) {
        return accounts.of(caller.org(), caller.user());
    }

    /** @throws GateException {@code not_found} where there is none; {@code forbidden} for who came by a key */
    public void cancelMine(PersonCaller caller) {
        Logins.requireLogin(caller);
        Taken ended = account(caller)
                .map(account -> ending.end(account, Why.SIGNED_IN))
                .orElse(Taken.REFUSED);
        requireTaken(ended);
    }

    /**
     * A member's, who is told by mail.
     *
     * @throws GateException {@code not_found} for who is no member, or has none; {@code forbidden}
     */
    public void cancel(PersonCaller caller, UserId member) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Logins.requireLogin(caller);
        AccountId account = person(caller, member)
                .flatMap(person -> accounts.of(caller.org(), person.id()))
                .orElseThrow(() -> GateException.notFound("member"));
        requireTaken(ending.endBy(caller, account));
        mails.cancelledByOrg(account);
    }

    private static void requireTaken(Taken ended) {
        switch (ended) {
            case TAKEN -> {}
            case REFUSED -> throw GateException.notFound("recovery");
        }
    }
}
