package com.expacti.application.account;

import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import java.util.List;
import java.util.function.Function;

/** Tells every org an account has a place in what was done to the account. */
public final class AccountLog {
    private final Accounts accounts;
    private final ChangeOrg change;

    public AccountLog(Accounts accounts, ChangeOrg change) {
        this.accounts = accounts;
        this.change = change;
    }

    /** Says it was the account's owner. */
    public void tell(AccountId account, String event, String what) {
        String actor = accounts.byId(account).map(Account::email).orElse(account.value());
        tell(account, event, what, _ -> actor);
    }

    /** @param actor who it was, as that org may know */
    public void tell(AccountId account, String event, String what, Function<OrgId, String> actor) {
        for (Membership place : accounts.memberships(account)) {
            change.apply(
                    place.org(),
                    actor.apply(place.org()),
                    List.of(new OrgChange.AccountChanged(place.user().value(), event, what)));
        }
    }
}
