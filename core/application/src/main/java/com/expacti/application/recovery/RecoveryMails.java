package com.expacti.application.recovery;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.account.Register;
import com.expacti.application.mail.Mail;
import com.expacti.application.recovery.EndRecovery.Why;
import com.expacti.application.recovery.Recoveries.Taken;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells an account's owner that somebody is on the way back, at once and every day until it ends, each time with a link that
 * cancels it. These mails are not counted against what an address may be sent: else whoever asks for others could silence them.
 */
public final class RecoveryMails {
    static final Duration EVERY = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(RecoveryMails.class.getName());
    private static final Duration AGAIN = Duration.ofMinutes(15);
    private static final int AT_ONCE = 100;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Recoveries recoveries;
    private final Accounts accounts;
    private final OneTimeTokens tokens;
    private final Register.Post post;
    private final EndRecovery ending;

    public RecoveryMails(
            Recoveries recoveries, Accounts accounts, OneTimeTokens tokens, Register.Post post, EndRecovery ending) {
        this.recoveries = recoveries;
        this.accounts = accounts;
        this.tokens = tokens;
        this.post = post;
        this.ending = ending;
    }

    /**
     * Writes the mails that are due, and ends what nobody came back for. Several nodes may do it at once.
     *
     * @return how many were looked at
     */
    public int catchUp(InstantSource clock) {
        Instant now = clock.instant();
        var due = recoveries.due(now, AT_ONCE);
        for (Recovery each : due) {
            switch (each.at(now)) {
                case LAPSED -> {
                    var _ = ending.end(each.account(), Why.LAPSED);
                }
                case WAITING, READY -> remind(each, now);
            }
        }
        return due.size();
    }

    private void remind(Recovery recovery, Instant now) {
        if (recoveries.takeMail(recovery, now, now.plus(EVERY)) == Taken.REFUSED) {
            return;
        }
        try {
            send(recovery);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a mail about a recovery was not sent: " + e.getMessage());
            var _ = recoveries.takeMail(recovery, now.plus(EVERY), now.plus(AGAIN));
        }
    }

    /** Throws what the mailer throws. Where another node was faster, it was sent there. */
    void sendFirst(Recovery recovery) {
        Instant now = recovery.begunAt();
        if (recoveries.takeMail(recovery, now, now.plus(EVERY)) == Taken.TAKEN) {
            send(recovery);
        }
    }

    private void send(Recovery recovery) {
        accounts.byId(recovery.account()).ifPresent(account -> {
            String token = post.secrets().hex32();
            tokens.keep(
                    Digest.ofText(token), Purpose.RECOVERY_CANCEL, account.id().value());
            post.mailer().send(begun(account, recovery, token));
        });
    }

    private Mail begun(Account account, Recovery recovery, String token) {
        return new Mail(account.email(), "Somebody is removing your second factor", """
                Somebody who read your mail and knows your password says that they lost the second factor of your
                expacti account (app, passkeys and backup codes). From %s on they can remove all of it.

                If it was you: do nothing until then, and come back to

                %s/app/recover

                If it was not you, open this link now, and set another password afterwards:

                %s

                Signing in with your second factor cancels it too.
                """.formatted(
                        MOMENT.format(recovery.readyAt()),
                        post.address().url(),
                        post.address().link("recovery-cancel", token)));
    }

    /** Nothing follows from it where nobody takes the mail: what it tells of is done. */
    void done(Account account) {
        tell(account, "Your second factor was removed", """
                The second factor (app, passkeys and backup codes) of your expacti account was removed after the wait
                that was begun with your password, and all your sign-ins have ended. Your password alone signs you in now:
                set up another second factor.

                If it was not you, set another password at once, and tell the owners of your organisations.
                """);
    }

    void cancelledByOrg(AccountId id) {
        accounts.byId(id)
                .ifPresent(account -> tell(account, "Your second factor stays", """
                An owner or admin of an organisation you belong to cancelled the removal of your second factor. Ask them
                why. It can be begun again at

                %s/app/recover
                """.formatted(
                                post.address().url())));
    }

    private void tell(Account account, String subject, String text) {
        try {
            post.mailer().send(new Mail(account.email(), subject, text));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a mail about a recovery was not sent: " + e.getMessage());
        }
    }
}
