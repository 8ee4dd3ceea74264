package com.expacti.application.recovery;

import com.expacti.application.account.Account;
import com.expacti.application.account.AccountLog;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.recovery.Recoveries.Taken;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import java.util.Optional;

/** Ends a way back before anything was removed, and says so in the log of each org. */
public final class EndRecovery {
    /** Whom the log names where it was nobody, or nobody whom the org knows. */
    static final String SYSTEM = "system:recovery";

    private final Recoveries recoveries;
    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final AccountLog log;

    public EndRecovery(Recoveries recoveries, OneTimeTokens tokens, Accounts accounts, AccountLog log) {
        this.recoveries = recoveries;
        this.tokens = tokens;
        this.accounts = accounts;
        this.log = log;
    }

    /** Why it ended. */
    public enum Why {
        FACTOR_SHOWN("somebody showed the second factor"),
        FACTOR_REMOVED("the second factor was removed otherwise"),
        PASSWORD_CHANGED("the password it was begun with was set anew"),
        LINK("by the link in a mail"),
        SIGNED_IN("by somebody who was signed in"),
        UNSENT("nobody took the mail that tells of it"),
        LAPSED("nobody came back in time");

        private final String text;

        Why(String text) {
            this.text = text;
        }
    }

    /** Ends the account's, if it has one. */
    public Taken end(AccountId account, Why why) {
        Optional<Recovery> ended = taken(account);
        ended.ifPresent(_ -> {
            String actor = why == Why.LAPSED
                    ? SYSTEM
                    : accounts.byId(account).map(Account::email).orElse(SYSTEM);
            log.tell(account, "recovery_cancelled", why.text, _ -> actor);
        });
        return ended.isPresent() ? Taken.TAKEN : Taken.REFUSED;
    }

    /** The same by somebody of one of its orgs, whom the others do not know. */
    public Taken endBy(PersonCaller caller, AccountId account) {
        Optional<Recovery> ended = taken(account);
        ended.ifPresent(_ -> log.tell(
                account,
                "recovery_cancelled",
                "by an owner or admin of an organisation they belong to",
                org -> org.equals(caller.org()) ? caller.actor() : SYSTEM));
        return ended.isPresent() ? Taken.TAKEN : Taken.REFUSED;
    }

    private Optional<Recovery> taken(AccountId account) {
        return recoveries.of(account).filter(this::taken);
    }

    /** The links that would cancel it are good for nothing afterwards. */
    boolean taken(Recovery recovery) {
        boolean ended = recoveries.end(recovery) == Taken.TAKEN;
        if (ended) {
            tokens.revoke(Purpose.RECOVERY_CANCEL, recovery.account().value());
        }
        return ended;
    }
}
