package com.expacti.application.totp;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn.Proofs;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.passkey.Challenges.Purpose;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.identity.Caller.PersonCaller;

/** Proving oneself once more within a sign-in, so that whoever stole an access token changes nothing with it. */
public final class ProveAgain {
    private final Accounts accounts;
    private final SecondFactor factor;
    private final Proofs proofs;

    public ProveAgain(Accounts accounts, SecondFactor factor, Proofs proofs) {
        this.accounts = accounts;
        this.factor = factor;
        this.proofs = proofs;
    }

    /** What a passkey is asked for here. */
    public static Asked asked(PersonCaller caller) {
        return new Asked(Purpose.AGAIN, caller.credential().value());
    }

    /** @throws GateException {@code forbidden} for who came by a key, or has no account */
    public Account account(PersonCaller caller) {
        Logins.requireLogin(caller);
        return accounts.of(caller.org(), caller.user())
                .flatMap(accounts::byId)
                .orElseThrow(() -> new GateException(ErrorCode.FORBIDDEN, "who calls has no account to sign in with"));
    }

    /** @throws GateException {@code rate_limited} */
    public AttemptLimits.Taken attempt(PersonCaller caller) {
        return proofs.limits().again(caller.credential());
    }

    /** It was good. */
    public void giveBack(AttemptLimits.Taken taken) {
        proofs.limits().giveBack(taken);
    }

    private Account withPassword(PersonCaller caller, String password) {
        Account account = account(caller);
        AttemptLimits.Taken taken = attempt(caller);
        Match match = proofs.hashes().compare(PasswordRules.normal(password), account.passwordHash());
        if (match == Match.DIFFERENT) {
            throw new GateException(ErrorCode.FORBIDDEN, "the password is wrong");
        }
        giveBack(taken);
        return account;
    }

    /** @throws GateException {@code forbidden} for a wrong password or factor; {@code conflict} where there is none; {@code rate_limited} */
    public Account withFactor(PersonCaller caller, String password, Shown shown) {
        Account account = withPassword(caller, password);
        requireFactor(caller, account, shown, Absent.REFUSED);
        return account;
    }

    /** @throws GateException {@code forbidden} for a wrong password or factor; {@code rate_limited} */
    public Account withFactorIfOn(PersonCaller caller, String password, Shown shown) {
        Account account = withPassword(caller, password);
        requireFactor(caller, account, shown, Absent.FINE);
        return account;
    }

    private enum Absent {
        FINE,
        REFUSED
    }

    private void requireFactor(PersonCaller caller, Account account, Shown shown, Absent absent) {
        AttemptLimits.Taken taken = attempt(caller);
        switch (factor.check(account.id(), shown, asked(caller))) {
            case NONE -> {
                if (absent == Absent.REFUSED) {
                    throw new GateException(ErrorCode.CONFLICT, "there is no second factor to change");
                }
                giveBack(taken);
            }
            case MISSING, WRONG ->
                throw new GateException(
                        ErrorCode.FORBIDDEN, "the second factor (a code or a passkey) is missing, wrong or used");
            case GOOD -> giveBack(taken);
        }
    }
}
