package com.expacti.application.account;

import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to sign-ups whose address is not proven yet. Several may wait for one address; the first proven gets it. */
public interface SignUps {
    /** How long one waits. */
    Duration LIFE = Duration.ofHours(24);

    /**
     * What was asked for, with the ids that were promised.
     *
     * @param allowSelfApproval whether the only reviewer may decide their own agent's commands
     */
    record SignUp(
            String id,
            String email,
            String passwordHash,
            String orgName,
            boolean allowSelfApproval,
            AccountId account,
            OrgId org,
            UserId user) {
        @Override
        public String toString() {
            return "SignUp[" + id + "]";
        }
    }

    void keep(SignUp signUp);

    /** Those that wait for this address, newest first, at most five. */
    List<SignUp> waiting(String email);

    /**
     * Makes the account and founds the org with its owner, in one transaction.
     *
     * @param proof what was shown along with the link
     * @return what was made; empty where it is unknown or over, or the address has an account by now
     */
    Optional<SignUp> complete(String id, Accounts.Proof proof);

    /** One that waits. */
    Optional<SignUp> find(String id);
}
