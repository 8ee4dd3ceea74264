package com.expacti.application.account;

import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.account.SignUps.SignUp;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Client;
import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.Names;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.SecretSource;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import java.util.List;
import java.util.Optional;

/**
 * Signing up: what is asked for waits until the address is proven, then account and org are made together. A taken address
 * is answered like any other, by the same work; only its owner is told, by mail.
 */
public final class Register {
    private final Stores stores;
    private final PasswordHashes hashes;
    private final Post post;
    private final ChangeOrg change;
    private final IdSource ids;
    private final Door door;

    /** Whether strangers may sign up here. */
    public enum Door {
        OPEN,
        CLOSED
    }

    /** What sign-ups, accounts and their tokens are kept in. */
    public record Stores(Accounts accounts, SignUps signUps, OneTimeTokens tokens) {}

    /** What a mail with a link takes. */
    public record Post(Mailer mailer, PublicAddress address, SecretSource secrets, AttemptLimits limits) {}

    public Register(Stores stores, PasswordHashes hashes, Post post, ChangeOrg change, IdSource ids, Door door) {
        this.stores = stores;
        this.hashes = hashes;
        this.post = post;
        this.change = change;
        this.ids = ids;
        this.door = door;
    }

    /** @param allowSelfApproval whether the owner may decide what their own agents ask, until that is changed */
    public record Wanted(String email, String password, String orgName, boolean allowSelfApproval) {
        @Override
        public String toString() {
            return "Wanted";
        }
    }

    /** The ids that will be, once the address is proven. */
    public record Promised(UserId user, OrgId org) {}

    /**
     * Takes a sign-up and sends the mail that proves its address.
     *
     * @throws GateException {@code forbidden} where sign-up is closed; {@code invalid} with its field; {@code rate_limited}
     */
    public Promised signUp(Wanted wanted, Client client) {
        if (door == Door.CLOSED) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "sign-up is closed here; ask the owner of your organisation for an invite");
        }
        Emails.require(wanted.email());
        Names.require("org_name", wanted.orgName());
        String password = PasswordRules.require(wanted.password(), wanted.email());
        post.limits().signUp(wanted.email(), client);
        String hash = hashes.hash(password);
        SignUp signUp = new SignUp(
                "sup_" + ids.next(),
                wanted.email(),
                hash,
                wanted.orgName(),
                wanted.allowSelfApproval(),
                new AccountId("acc_" + ids.next()),
                new OrgId("org_" + ids.next()),
                new UserId("user_" + ids.next()));
        String token = post.secrets().hex32();
        boolean taken = stores.accounts().byEmail(wanted.email()).isPresent();
        stores.signUps().keep(signUp);
        stores.tokens().keep(Digest.ofText(token), Purpose.VERIFY, signUp.id());
        post.mailer().send(taken ? takenMail(signUp) : verifyMail(signUp, token));
        return new Promised(signUp.user(), signUp.org());
    }

    private Mail verifyMail(SignUp signUp, String token) {
        return new Mail(signUp.email(), "Confirm your e-mail address", """
                Somebody, probably you, signed up to expacti with this address, for the organisation
                "%s".

                To confirm the address, open this link within 24 hours, and enter the password you chose:

                %s

                If it was not you, do nothing: without this link no account is made.
                """.formatted(
                        signUp.orgName(), post.address().link("verify", token)));
    }

    /** The token that was kept is told to nobody. */
    private Mail takenMail(SignUp signUp) {
        return new Mail(signUp.email(), "You have an account already", """
                Somebody, perhaps you, tried to sign up to expacti with this address, which has an account
                already. Nothing was changed.

                If it was you: sign in, or set a new password, at

                %s/app/login

                If it was not you, do nothing.
                """.formatted(
                        post.address().url()));
    }

    /**
     * Proves a sign-up's address: makes the account, and the org with its owner.
     *
     * @param password the one that was chosen, said again by whoever reads the mail; without it nothing shows that they are the
     *     same, see {@link Accounts.Proof}
     * @throws GateException {@code unauthorized} for a token that is unknown, spent or over, or a wrong password; {@code rate_limited}
     */
    public SignUp verify(String token, Optional<String> password, Client client) {
        Digest digest = Digest.ofText(token);
        password.ifPresent(said -> requireSame(digest, said));
        Accounts.Proof proof = password.isPresent() ? Accounts.Proof.LINK_AND_PASSWORD : Accounts.Proof.LINK_ALONE;
        SignUp done = stores.tokens()
                .spend(digest, Purpose.VERIFY)
                .flatMap(id -> stores.signUps().complete(id, proof))
                .orElseThrow(Register::unknownLink);
        post.limits().readMail(done.account(), client);
        change.apply(
                done.org(),
                done.email(),
                List.of(new OrgChange.SettingsEdited(
                        settings(done), "allow_self_approval " + done.allowSelfApproval() + ", answered at sign-up")));
        return done;
    }

    /** Before the link is spent, so that a slip costs no new mail. */
    private void requireSame(Digest token, String password) {
        SignUp waiting = stores.tokens()
                .look(token, Purpose.VERIFY)
                .flatMap(stores.signUps()::find)
                .orElseThrow(Register::unknownLink);
        AttemptLimits.Taken taken = post.limits().join(waiting.id());
        Match match = hashes.compare(PasswordRules.normal(password), Optional.of(waiting.passwordHash()));
        if (match == Match.DIFFERENT) {
            throw new GateException(
                    ErrorCode.UNAUTHORIZED,
                    "this is not the password that was chosen at sign-up; if somebody else signed up, confirm nothing");
        }
        post.limits().giveBack(taken);
    }

    private static GateException unknownLink() {
        return new GateException(ErrorCode.UNAUTHORIZED, "the link is unknown, used or over a day old; sign up again");
    }

    private static OrgSettings settings(SignUp done) {
        return OrgSettings.standard(done.orgName()).withSelfApproval(done.allowSelfApproval());
    }
}
