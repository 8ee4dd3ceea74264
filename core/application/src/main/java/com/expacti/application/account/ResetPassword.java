package com.expacti.application.account;

import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.mail.Mail;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.recovery.EndRecovery;
import com.expacti.application.recovery.EndRecovery.Why;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.command.Digest;
import java.util.List;
import java.util.Optional;

/** A forgotten password: whoever reads the account's mail sets another, and all its sign-ins end. */
public final class ResetPassword {
    private final Accounts accounts;
    private final OneTimeTokens tokens;
    private final PasswordHashes hashes;
    private final Register.Post post;
    private final Logins logins;
    private final Factors factors;
    private final LinkByMail links;

    /** What else signs in, or is asked for. */
    public record Factors(SecondFactor factor, PasskeyStore store, LinkedIdentities identities, EndRecovery recovery) {}

    /** What whoever reads the mail says of the account's second factor. */
    public enum Claim {
        /** It stays, and is asked for at the next sign-in. */
        MINE,
        /** Somebody else set it up, before the address was shown to be whose the password is. */
        NOT_MINE
    }

    public ResetPassword(
            Accounts accounts,
            OneTimeTokens tokens,
            PasswordHashes hashes,
            Register.Post post,
            Logins logins,
            Factors factors,
            LinkByMail links) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hashes = hashes;
        this.post = post;
        this.logins = logins;
        this.factors = factors;
        this.links = links;
    }

    /**
     * Sends a link, if the address has an account and was not sent several lately. Says nothing of whether it has.
     *
     * @throws GateException {@code rate_limited}
     */
    public void ask(String email, Client client) {
        links.ask(email, client, Purpose.RESET, (account, token) -> Optional.of(mail(account, token)));
    }

    private Mail mail(Account account, String token) {
        return new Mail(account.email(), "Set a new password", """
                Somebody, probably you, asked to set the password of your expacti account anew.

                To choose another, open this link within an hour:

                %s

                If it was not you, do nothing: your password stays as it is.
                """.formatted(
                        post.address().link("reset", token)));
    }

    /**
     * Sets the password and ends all sign-ins of the account.
     *
     * @throws GateException {@code unauthorized} for a token that is unknown, spent or over; {@code invalid}; {@code conflict} for a
     *     factor that is said to be somebody else's and can't be
     */
    public void confirm(String token, String password, Claim claim, Client client) {
        var _ = PasswordRules.require(password, ""); // before the token is looked at, so that a slip costs no new mail
        Digest digest = Digest.ofText(token);
        Account account = tokens.look(digest, Purpose.RESET)
                .flatMap(id -> accounts.byId(new com.expacti.domain.identity.AccountId(id)))
                .orElseThrow(ResetPassword::refused);
        requireMayDrop(account, claim);
        String hash = hashes.hash(PasswordRules.require(password, account.email()));
        var _ = tokens.spend(digest, Purpose.RESET).orElseThrow(ResetPassword::refused);
        tokens.revoke(Purpose.RESET, account.id().value());
        accounts.passwordBy(account.id(), Accounts.PasswordBy.MAIL);
        accounts.changePassword(account.id(), hash);
        var _ = factors.recovery().end(account.id(), Why.PASSWORD_CHANGED);
        if (accounts.proof(account.id()) == Accounts.Proof.LINK_ALONE) {
            // Whoever chose the password before may have linked another way in.
            factors.identities()
                    .of(account.id())
                    .forEach(link -> factors.identities().unlink(account.id(), link.id()));
        }
        end(account, "password_changed", "by a link in a mail; all sign-ins ended");
        if (claim == Claim.NOT_MINE && factors.factor().isOn(account.id())) {
            factors.store().removeAllFactors(account.id());
            end(account, "second_factor_removed", "set up before the address was proven to be its owner's");
        }
        if (!factors.factor().isOn(account.id())) {
            // The mail was read and the password chosen by one person, and nothing is left of another.
            accounts.proven(account.id());
            accounts.passwordBy(account.id(), Accounts.PasswordBy.OWNER);
        }
        post.limits().readMail(account.id(), client);
    }

    private void end(Account account, String event, String what) {
        for (Membership place : accounts.memberships(account.id())) {
            logins.endAll(
                    place,
                    account.email(),
                    List.of(new OrgChange.AccountChanged(place.user().value(), event, what)));
        }
    }

    /** A mailbox alone is no way round a second factor that the account's owner set up. */
    private void requireMayDrop(Account account, Claim claim) {
        if (claim == Claim.NOT_MINE
                && accounts.proof(account.id()) == Accounts.Proof.LINK_AND_PASSWORD
                && factors.factor().isOn(account.id())) {
            throw new GateException(
                    ErrorCode.CONFLICT,
                    "the second factor was set up by whoever proved this address; use a backup code, or ask an owner or admin");
        }
    }

    private static GateException refused() {
        return new GateException(
                ErrorCode.UNAUTHORIZED, "the link is unknown, used or over an hour old; ask for another");
    }
}
