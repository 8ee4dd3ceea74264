package com.expacti.application.login;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.domain.identity.AccountId;

/** What follows where a second factor was removed: sign-ins end in those orgs that ask for one, if it was the account's last. */
public final class LostFactor {
    private final Accounts accounts;
    private final Logins logins;

    public LostFactor(Accounts accounts, Logins logins) {
        this.accounts = accounts;
        this.logins = logins;
    }

    public void follow(AccountId account) {
        String actor = accounts.byId(account).map(Account::email).orElse(account.value());
        accounts.memberships(account).forEach(place -> logins.endWithoutFactor(place.org(), actor));
    }
}
