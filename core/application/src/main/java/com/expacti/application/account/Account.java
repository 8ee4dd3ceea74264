package com.expacti.application.account;

import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;

/**
 * A person's sign-in. It exists once its address is proven.
 *
 * @param email as its owner writes it; unique over all accounts, whatever the case of its letters
 * @param passwordHash a PHC string; empty for whoever signs in by other means
 * @param lastOrg the org signed in to last
 */
public record Account(AccountId id, String email, Optional<String> passwordHash, Optional<OrgId> lastOrg) {
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
