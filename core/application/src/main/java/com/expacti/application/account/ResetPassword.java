package com.expacti.application.account;

import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.mail.Mail;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.command.Digest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A forgotten password: whoever reads the account's mail sets another, and all its sign-ins end. */
public final class ResetPassword {
    private static final System.Logger LOG = System.getLogger(ResetPassword.class.getName());

    private final Accounts accounts;
    private final OneTimeTokens tokens;
    private final PasswordHashes hashes;
    private final Register.Post post;
    private final Logins logins;
    private final Executor aside;

    /** @param aside runs what must not be told from how long an answer takes */
    public ResetPassword(
            Accounts accounts,
            OneTimeTokens tokens,
            PasswordHashes hashes,
            Register.Post post,
            Logins logins,
            Executor aside) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hashes = hashes;
        this.post = post;
        this.logins = logins;
        this.aside = aside;
    }

    /**
     * Sends a link, if the address has an account and was not sent several lately. Says nothing of whether it has, not by its time
     * either. Links sent before stay good, or whoever asks often enough could keep the owner from using one.
     *
     * @throws GateException {@code rate_limited}
     */
    public void ask(String email, Client client) {
        Emails.require(email);
        post.limits().askReset(client);
        aside.execute(() -> send(email));
        var _ = hashes.compare("", Optional.empty()); // what others ask is answered no faster than a sign-in
    }

    private void send(String email) {
        try {
            accounts.byEmail(email).filter(_ -> post.limits().mayMail(email)).ifPresent(account -> {
                String token = post.secrets().hex32();
                tokens.keep(Digest.ofText(token), Purpose.RESET, account.id().value());
                post.mailer().send(mail(account, token));
            });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a mail to set a password anew was not sent: " + e.getMessage());
        }
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
     * @throws GateException {@code unauthorized} for a token that is unknown, spent or over; {@code invalid}
     */
    public void confirm(String token, String password, Client client) {
        var _ = PasswordRules.require(password, ""); // before the token is looked at, so that a slip costs no new mail
        Digest digest = Digest.ofText(token);
        Account account = tokens.look(digest, Purpose.RESET)
                .flatMap(id -> accounts.byId(new com.expacti.domain.identity.AccountId(id)))
                .orElseThrow(ResetPassword::refused);
        String hash = hashes.hash(PasswordRules.require(password, account.email()));
        var _ = tokens.spend(digest, Purpose.RESET).orElseThrow(ResetPassword::refused);
        tokens.revoke(Purpose.RESET, account.id().value());
        accounts.changePassword(account.id(), hash);
        post.limits().readMail(account.id(), client);
        for (Membership place : accounts.memberships(account.id())) {
            logins.endAll(
                    place,
                    account.email(),
                    List.of(new OrgChange.AccountChanged(
                            place.user().value(), "password_changed", "by a link in a mail; all sign-ins ended")));
        }
    }

    private static GateException refused() {
        return new GateException(
                ErrorCode.UNAUTHORIZED, "the link is unknown, used or over an hour old; ask for another");
    }
}
