package com.expacti.application.recovery;

import com.expacti.application.account.Account;
import com.expacti.application.account.AccountLog;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.LinkByMail;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn.Proofs;
import com.expacti.application.mail.Mail;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.org.OrgChange;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.application.recovery.EndRecovery.Why;
import com.expacti.application.recovery.Recoveries.Begun;
import com.expacti.application.recovery.Recoveries.Taken;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The way back of somebody who lost every second factor. It takes three things: that they read the account's mail, that they know a
 * password which was not itself set by mail since the factor was last shown, and time, in which the owner and each of their orgs
 * hear of it and can cancel it. Until it is done nothing is taken away.
 */
public final class Recover {
    /** How long after the wait somebody may come back. */
    public static final Duration OPEN = Duration.ofDays(7);

    private final Stores stores;
    private final Proofs proofs;
    private final Ways ways;
    private final Terms terms;
    private final LinkByMail links;

    /** What is looked at and changed. */
    public record Stores(Recoveries recoveries, Accounts accounts, OneTimeTokens tokens, PasskeyStore factors) {}

    /** What ends, and who hears of it. */
    public record Ways(SecondFactor factor, Logins logins, EndRecovery ending, RecoveryMails mails, AccountLog log) {}

    /**
     * @param patience how long it waits; zero in an evaluation or a test only
     * @param address where the pages are
     */
    public record Terms(Duration patience, PublicAddress address, InstantSource clock, IdSource ids) {}

    public Recover(Stores stores, Proofs proofs, Ways ways, Terms terms, LinkByMail links) {
        this.stores = stores;
        this.proofs = proofs;
        this.ways = ways;
        this.terms = terms;
        this.links = links;
    }

    /** Where it stands now. */
    public sealed interface Standing {
        record Waiting(Recovery recovery) implements Standing {}

        /** The second factor is gone, and all sign-ins have ended. */
        record Done() implements Standing {}
    }

    /**
     * Sends a link, if the address has an account with a second factor. Says nothing of whether it has.
     *
     * @throws GateException {@code rate_limited}
     */
    public void ask(String email, Client client) {
        links.ask(
                email,
                client,
                Purpose.RECOVER,
                (account, token) ->
                        ways.factor().isOn(account.id()) ? Optional.of(mail(account, token)) : Optional.empty());
    }

    private Mail mail(Account account, String token) {
        return new Mail(account.email(), "You lost your second factor?", """
                Somebody, probably you, says that they lost the second factor of your expacti account.

                Open this link within an hour and say your password, to begin, or to finish what you began:

                %s

                If it was not you, do nothing: nothing changes without your password.
                """.formatted(
                        terms.address().link("recover", token)));
    }

    /**
     * Begins, says how long it still takes, or removes every factor once the wait is over. The link is good once.
     *
     * @throws GateException {@code unauthorized} for a token that is unknown, spent or over, or a wrong password; {@code conflict}
     *     where there is no factor, or the password was set by mail; {@code rate_limited}; {@code unavailable} where nobody takes the mail
     */
    public Standing confirm(String token, String password, Client client) {
        Digest digest = Digest.ofText(token);
        Account account = stores.tokens()
                .look(digest, Purpose.RECOVER)
                .flatMap(id -> stores.accounts().byId(new AccountId(id)))
                .orElseThrow(Recover::refused);
        requirePassword(account, password);
        requireAllowed(account);
        var _ = stores.tokens().spend(digest, Purpose.RECOVER).orElseThrow(Recover::refused);
        Instant now = now();
        Optional<Recovery> there = standing(account.id(), now);
        if (there.isEmpty()) {
            return begun(account, now);
        }
        return switch (there.get().at(now)) {
            case WAITING, LAPSED -> new Standing.Waiting(there.get());
            case READY -> done(account, there.get(), client);
        };
    }

    private Instant now() {
        return terms.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private void requirePassword(Account account, String password) {
        AttemptLimits.Taken taken = proofs.limits().recover(account.id());
        Match match = proofs.hashes().compare(PasswordRules.normal(password), account.passwordHash());
        if (match == Match.DIFFERENT) {
            throw new GateException(ErrorCode.UNAUTHORIZED, "the password is wrong; the link stays good");
        }
        proofs.limits().giveBack(taken);
    }

    /** A mailbox alone is no way round a second factor: neither is a password that the mailbox alone set. */
    private void requireAllowed(Account account) {
        if (!ways.factor().isOn(account.id())) {
            throw new GateException(
                    ErrorCode.CONFLICT, "this account has no second factor; sign in with your password");
        }
        if (stores.accounts().passwordBy(account.id()) == Accounts.PasswordBy.MAIL) {
            throw new GateException(
                    ErrorCode.CONFLICT,
                    "this password was set by a mail and has not signed in with your second factor since, so mail alone"
                            + " would remove it; use a backup code, or ask an owner or admin of your organisation");
        }
    }

    /** What waits or is ready; what nobody came back for is ended. */
    private Optional<Recovery> standing(AccountId account, Instant now) {
        Optional<Recovery> there = stores.recoveries().of(account);
        if (there.filter(each -> each.at(now) == Recovery.Stage.LAPSED).isPresent()) {
            var _ = ways.ending().end(account, Why.LAPSED);
            return Optional.empty();
        }
        return there;
    }

    private Standing begun(Account account, Instant now) {
        Instant ready = now.plus(terms.patience());
        Recovery fresh =
                new Recovery(account.id(), Recovery.PREFIX + terms.ids().next(), now, ready, ready.plus(OPEN));
        // Before it is true: a crash in between leaves an entry of what never was, and never what no entry tells of.
        ways.log()
                .tell(
                        account.id(),
                        "recovery_begun",
                        "says that every second factor is lost; they can be removed from %s on".formatted(ready));
        if (stores.recoveries().begin(fresh, now) == Begun.ANOTHER) {
            return stores.recoveries()
                    .of(account.id())
                    .<Standing>map(Standing.Waiting::new)
                    .orElseThrow(Recover::refused);
        }
        try {
            ways.mails().sendFirst(fresh);
        } catch (RuntimeException unsent) {
            // INVARIANT: none waits that its owner was not told of.
            var _ = ways.ending().end(account.id(), Why.UNSENT);
            throw unsent;
        }
        return new Standing.Waiting(fresh);
    }

    /** Ended first: of those who come back, or cancel, at once, one does. Whoever loses a crash here begins again. */
    private Standing done(Account account, Recovery recovery, Client client) {
        if (!ways.ending().taken(recovery)) {
            throw refused();
        }
        stores.factors().removeAllFactors(account.id());
        for (Membership place : stores.accounts().memberships(account.id())) {
            ways.logins()
                    .endAll(
                            place,
                            account.email(),
                            List.of(new OrgChange.AccountChanged(
                                    place.user().value(),
                                    "recovery_done",
                                    "every second factor removed, begun %s; all sign-ins ended"
                                            .formatted(recovery.begunAt()))));
        }
        proofs.limits().readMail(account.id(), client);
        ways.mails().done(account);
        return new Standing.Done();
    }

    /**
     * Cancels by a link of a mail, which takes no password.
     *
     * @throws GateException {@code unauthorized}
     */
    public void cancel(String token) {
        AccountId account = stores.tokens()
                .spend(Digest.ofText(token), Purpose.RECOVERY_CANCEL)
                .map(AccountId::new)
                .orElseThrow(Recover::refused);
        if (ways.ending().end(account, Why.LINK) == Taken.REFUSED) {
            throw refused();
        }
    }

    private static GateException refused() {
        return new GateException(ErrorCode.UNAUTHORIZED, "the link is unknown, used or over; ask for another");
    }
}
