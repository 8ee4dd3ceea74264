package com.expacti.application.account;

import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.util.List;
import java.util.Optional;

/** The port to accounts, and to which places in orgs they have. */
public interface Accounts {
    /** An account's place in one org. Whether it is still active is said by the org's picture. */
    record Membership(OrgId org, UserId user) {}

    /** Whatever the case of the letters. */
    Optional<Account> byEmail(String email);

    Optional<Account> byId(AccountId id);

    /**
     * Makes one whose address and password belong together.
     *
     * @throws GateException {@code conflict} where the address has an account already
     */
    void make(Account account);

    void changePassword(AccountId id, String hash);

    /** What was ever shown of whose the address is. */
    enum Proof {
        /** The link of a mail was opened for a password that somebody else may have chosen. */
        LINK_ALONE,
        /** Whoever read the mail said the password with it, or chose it. */
        LINK_AND_PASSWORD
    }

    Proof proof(AccountId id);

    /** From now on it is {@link Proof#LINK_AND_PASSWORD}. */
    void proven(AccountId id);

    /** Who chose the password, as far as was ever shown. */
    enum PasswordBy {
        /** Whoever has the second factor too, or there was none. */
        OWNER,
        /** Whoever read a mail, and nobody has shown the second factor with it since. */
        MAIL
    }

    PasswordBy passwordBy(AccountId id);

    void passwordBy(AccountId id, PasswordBy who);

    /** Remembers which org was signed in to. */
    void used(AccountId id, OrgId org);

    /** All places, of active and removed members, by org. */
    List<Membership> memberships(AccountId id);

    /** Whose place in the org this is; empty for those who never sign in. */
    Optional<AccountId> of(OrgId org, UserId user);
}
