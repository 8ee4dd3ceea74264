package com.expacti.application.oidc;

import com.expacti.application.account.Account;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port to which identities are whose. One is one account's; an account may have several. */
public interface LinkedIdentities {
    /** Of one account. */
    int MAX = 10;

    /**
     * One that is to be linked.
     *
     * @param email what the provider called them then, to tell several apart
     */
    record Fresh(String id, ExternalIdentity identity, Optional<String> email) {}

    /** One that is linked. */
    record Link(String id, String provider, Optional<String> email, Instant linkedAt) {}

    /** An account, its first org and its place there, as its owner. */
    record Founding(Account account, OrgId org, UserId user, String orgName) {}

    /** What came of linking. */
    enum Kept {
        DONE,
        /** The identity is somebody's. */
        TAKEN,
        /** The account has {@link #MAX}. */
        FULL
    }

    /** What came of unlinking. */
    enum Gone {
        DONE,
        UNKNOWN,
        /** The account has no password, and no other. */
        LAST
    }

    Optional<AccountId> accountOf(ExternalIdentity identity);

    /** Oldest first. */
    List<Link> of(AccountId account);

    Kept link(AccountId account, Fresh fresh);

    /** Of two who take the last two away at once, one does. */
    Gone unlink(AccountId account, String id);

    /**
     * Makes an account with its identity, in one transaction.
     *
     * @throws GateException {@code conflict} where the address has an account, or the identity is somebody's
     */
    void make(Account account, Fresh fresh);

    /**
     * Makes an account with its identity and the org it owns, in one transaction.
     *
     * @throws GateException {@code conflict} where the address has an account, or the identity is somebody's
     */
    void found(Founding founding, Fresh fresh);
}
