package com.expacti.application.login;

import com.expacti.application.access.AccessTokens;
import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.PasswordHashes;
import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.account.SignUps;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.SecretSource;
import com.expacti.application.passkey.Challenges.Asked;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.identity.OrgId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From an address and a password to a sign-in. What is refused for either reads the same, and takes the same time. */
public final class SignIn {
    private final Accounts accounts;
    private final SignUps signUps;
    private final Proofs proofs;
    private final Logins logins;
    private final SecretSource secrets;

    private final SecondFactor factor;

    /** What a proof is looked at with. */
    public record Proofs(PasswordHashes hashes, AttemptLimits limits) {}

    public SignIn(
            Accounts accounts,
            SignUps signUps,
            Proofs proofs,
            SecondFactor factor,
            Logins logins,
            SecretSource secrets) {
        this.accounts = accounts;
        this.factor = factor;
        this.signUps = signUps;
        this.proofs = proofs;
        this.logins = logins;
        this.secrets = secrets;
    }

    /**
     * What somebody says to sign in.
     *
     * @param org which of theirs; else the one signed in to last
     */
    public record Attempt(String email, String password, SecondFactor.Shown second, Optional<OrgId> org) {
        @Override
        public String toString() {
            return "Attempt";
        }
    }

    /**
     * What a sign-in is carried on with.
     *
     * @param accessToken good for {@link AccessTokens#LIFE}
     * @param refreshToken good once, for {@link LoginStore#IDLE}
     * @param scope what it may do
     * @param device what this device shows at its next sign-in, so that strangers who guess do not slow it
     */
    public record Tokens(String accessToken, String refreshToken, Logins.Scope scope, Optional<String> device) {
        Tokens on(String secret) {
            return new Tokens(accessToken, refreshToken, scope, Optional.of(secret));
        }

        @Override
        public String toString() {
            return "Tokens";
        }
    }

    /**
     * Signs in.
     *
     * @throws GateException {@code rate_limited}; {@code unauthorized} for a wrong address, password or code; {@code
     *     totp_required} where a code is missing; {@code forbidden} where the address is not
     *     proven yet, or the account has no place in an org; {@code not_found} for an org it has none in
     */
    public Tokens login(Attempt attempt, Client client) {
        Optional<Account> found = accounts.byEmail(attempt.email());
        AttemptLimits.Taken taken = proofs.limits().signIn(attempt.email(), found, client);
        if (found.isEmpty()) {
            throw unknown(attempt);
        }
        Account account = found.get();
        String password = PasswordRules.normal(attempt.password());
        switch (proofs.hashes().compare(password, account.passwordHash())) {
            case DIFFERENT -> throw wrong();
            case SAME_BUT_OUTDATED ->
                accounts.changePassword(account.id(), proofs.hashes().hash(password));
            case SAME -> {}
        }
        if (requireSecond(account, attempt.second(), taken) == SecondFactor.Found.GOOD) {
            accounts.passwordBy(account.id(), Accounts.PasswordBy.OWNER);
        }
        proofs.limits().giveBack(taken);
        return enter(account, attempt.org(), client);
    }

    /** Begins a sign-in of an account that is proven, where it comes from being known from now on. */
    public Tokens enter(Account account, Optional<OrgId> org, Client client) {
        String device = client.device()
                .filter(secret -> proofs.limits().knows(account, secret))
                .orElseGet(secrets::hex32);
        proofs.limits().readMail(account.id(), client.withDevice(device));
        Membership place = place(account, org);
        Tokens tokens = logins.open(place, client);
        accounts.used(account.id(), place.org());
        return tokens.on(device);
    }

    /**
     * Begins a sign-in by an issuer of an org's own, after the second factor. Of the account nothing changes by it: neither which org it
     * was in last, nor from where it is known.
     *
     * @throws GateException {@code forbidden} where the issuer does not vouch for them; {@code totp_required}; {@code unauthorized} for
     *     a wrong code; {@code rate_limited}
     */
    public Tokens enterBy(Logins.Voucher voucher, Account account, SecondFactor.Shown second, Entry entry) {
        Membership place = logins.vouched(accounts.memberships(account.id()), voucher);
        requireSecond(account, "by " + voucher.issuer(), second);
        entry.spend().run();
        return logins.open(place, voucher, entry.client());
    }

    /** @param spend takes what proves it, once; nothing has changed before */
    public record Entry(Client client, Runnable spend) {}

    /**
     * Asks for the second factor of an account that a provider vouches for.
     *
     * @param by who vouches: guesses behind one are counted apart from those behind another
     * @throws GateException {@code totp_required}; {@code unauthorized} for a wrong code; {@code rate_limited}
     */
    public void requireSecond(Account account, String by, SecondFactor.Shown shown) {
        AttemptLimits.Taken taken = proofs.limits().vouched(account.id(), by);
        var _ = requireSecond(account, shown, taken);
        proofs.limits().giveBack(taken);
    }

    /** A password that is right is no guess; a code that is wrong is one. */
    private SecondFactor.Found requireSecond(Account account, SecondFactor.Shown shown, AttemptLimits.Taken taken) {
        SecondFactor.Found found = factor.check(account.id(), shown, Asked.SIGN_IN);
        return switch (found) {
            case NONE, GOOD -> found;
            case MISSING -> {
                proofs.limits().giveBack(taken);
                throw factor.missing(account.id());
            }
            case WRONG -> throw new GateException(ErrorCode.UNAUTHORIZED, "the second factor is wrong, used or over");
        };
    }

    /** Whoever knows the password of a sign-up that waits is told so; it says nothing to anybody else. */
    private GateException unknown(Attempt attempt) {
        Optional<String> waiting =
                signUps.waiting(attempt.email()).stream().findFirst().map(SignUps.SignUp::passwordHash);
        Match match = proofs.hashes().compare(PasswordRules.normal(attempt.password()), waiting);
        return match == Match.DIFFERENT
                ? wrong()
                : new GateException(
                        ErrorCode.FORBIDDEN,
                        "this address is not confirmed yet; open the link in the mail it was sent");
    }

    private static GateException wrong() {
        return new GateException(ErrorCode.UNAUTHORIZED, "the e-mail address or the password is wrong");
    }

    private Membership place(Account account, Optional<OrgId> wanted) {
        List<Membership> places = new ArrayList<>(accounts.memberships(account.id()).stream()
                .filter(logins::isActive)
                .toList());
        if (wanted.isPresent()) {
            return places.stream()
                    .filter(place -> place.org().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> GateException.notFound("org"));
        }
        places.sort(Comparator.comparing(
                place -> !account.lastOrg().equals(Optional.of(place.org())))); // false before true
        return places.stream()
                .findFirst()
                .orElseThrow(() -> new GateException(
                        ErrorCode.FORBIDDEN, "this account belongs to no organisation; ask for an invite"));
    }
}
