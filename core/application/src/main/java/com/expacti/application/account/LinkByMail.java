package com.expacti.application.account;

import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.mail.Mail;
import com.expacti.domain.command.Digest;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * Sends links to addresses that strangers name. Says nothing of whether an address has an account, not by its time either. Links sent
 * before stay good, or whoever asks often enough could keep the owner from using one.
 */
public final class LinkByMail {
    private static final System.Logger LOG = System.getLogger(LinkByMail.class.getName());

    private final Accounts accounts;
    private final OneTimeTokens tokens;
    private final PasswordHashes hashes;
    private final Register.Post post;
    private final Executor aside;

    /** @param aside runs what must not be told from how long an answer takes */
    public LinkByMail(
            Accounts accounts, OneTimeTokens tokens, PasswordHashes hashes, Register.Post post, Executor aside) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hashes = hashes;
        this.post = post;
        this.aside = aside;
    }

    /**
     * @param mail of the account and a new token; empty where it is sent none
     * @throws GateException {@code invalid}; {@code rate_limited}
     */
    public void ask(String email, Client client, Purpose purpose, BiFunction<Account, String, Optional<Mail>> mail) {
        Emails.require(email);
        post.limits().askReset(client);
        aside.execute(() -> send(email, purpose, mail));
        var _ = hashes.compare("", Optional.empty()); // what others ask is answered no faster than a sign-in
    }

    private void send(String email, Purpose purpose, BiFunction<Account, String, Optional<Mail>> mail) {
        try {
            String token = post.secrets().hex32();
            accounts.byEmail(email)
                    .flatMap(account -> mail.apply(account, token).map(text -> new Addressed(account, text)))
                    .filter(_ -> post.limits().mayMail(email))
                    .ifPresent(to -> {
                        tokens.keep(
                                Digest.ofText(token), purpose, to.account().id().value());
                        post.mailer().send(to.mail());
                    });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a mail with a link was not sent: " + e.getMessage());
        }
    }

    private record Addressed(Account account, Mail mail) {}
}
