package com.expacti.application.member;

import com.expacti.application.access.Authenticator;
import com.expacti.application.account.Emails;
import com.expacti.application.account.OneTimeTokens;
import com.expacti.application.account.OneTimeTokens.Purpose;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.SecretSource;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.Invite;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Asking people to join. Whoever asks has the right to give the role, now and when it is accepted. */
public final class ManageInvites {
    private final ChangeOrg change;
    private final InviteStore store;
    private final OneTimeTokens tokens;
    private final Post post;
    private final InstantSource clock;
    private final IdSource ids;

    /** What a mail with a link takes. */
    public record Post(Mailer mailer, PublicAddress address, SecretSource secrets) {}

    public ManageInvites(
            ChangeOrg change, InviteStore store, OneTimeTokens tokens, Post post, InstantSource clock, IdSource ids) {
        this.change = change;
        this.store = store;
        this.tokens = tokens;
        this.post = post;
        this.clock = clock;
        this.ids = ids;
    }

    /** Those that wait; by id. */
    public List<Invite> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return store.open(caller.org(), clock.instant());
    }

    /** @throws GateException {@code not_found} for one that is not there, accepted, revoked or over */
    public Invite get(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return open(caller.org(), id);
    }

    /**
     * Asks somebody to join; sends the mail.
     *
     * @throws GateException {@code invalid} naming the field; {@code forbidden} for a role the caller can't give; {@code conflict}
     *     for a member, for somebody who was asked already, and where too many were
     */
    public Invite invite(PersonCaller caller, String email, Role role) {
        Emails.require(email);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Invite invite =
                new Invite("invite_" + ids.next(), email, role, caller.user(), now, now.plus(Purpose.INVITE.life()), 1);
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            RoleGiving.require(by, Set.of(), role);
            boolean member = org.people().values().stream()
                    .anyMatch(p -> p.active() && p.email().equalsIgnoreCase(email));
            if (member) {
                throw new GateException(ErrorCode.CONFLICT, "a member has this address already");
            }
            return List.of(new OrgChange.MemberInvited(invite));
        });
        send(after, invite);
        return invite;
    }

    /**
     * Sends the mail again, with a new link; the old one is dead.
     *
     * @throws GateException {@code not_found}, {@code forbidden} for a role the caller can't give, {@code conflict} after five
     */
    public Invite resend(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Invite before = open(caller.org(), id);
        Invite again =
                before.again(clock.instant().truncatedTo(ChronoUnit.MICROS).plus(Purpose.INVITE.life()));
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (_, by) -> {
            RoleGiving.require(by, Set.of(), before.role());
            if (before.sent() >= InviteStore.SENT_MAX) {
                throw new GateException(
                        ErrorCode.CONFLICT, "5 mails went out for this invite; revoke it and make another");
            }
            return List.of(new OrgChange.InviteSentAgain(again));
        });
        send(after, again);
        return again;
    }

    /** From when this returns, its link is dead. */
    public void revoke(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Invite invite = open(caller.org(), id);
        var _ = change.decide(caller, Permission.ORG_WRITE, (_, _) -> List.of(new OrgChange.InviteRevoked(invite)));
        tokens.revoke(Purpose.INVITE, subject(caller.org(), id));
    }

    private Invite open(OrgId org, String id) {
        return store.open(org, clock.instant()).stream()
                .filter(invite -> invite.id().equals(id))
                .findFirst()
                .orElseThrow(() -> GateException.notFound("invite"));
    }

    /** What the one-time token is about. Identifiers hold no blank. */
    static String subject(OrgId org, String invite) {
        return org.value() + " " + invite;
    }

    private void send(OrgView org, Invite invite) {
        String token = post.secrets().hex32();
        String subject = subject(org.org(), invite.id());
        tokens.revoke(Purpose.INVITE, subject);
        tokens.keep(Digest.ofText(token), Purpose.INVITE, subject);
        post.mailer().send(mail(org, invite, token));
    }

    /** Names of orgs are people's own words: they stand in the text, where no header and no link can be made of them. */
    private Mail mail(OrgView org, Invite invite, String token) {
        return new Mail(invite.email(), "You are invited to join an organisation on expacti", """
                You are invited to join the organisation "%s" on expacti, as %s.

                To accept, open this link within 7 days:

                %s

                If you don't know who would invite you, do nothing.
                """.formatted(
                        org.settings().name(),
                        invite.role().literal().replace('_', ' '),
                        post.address().link("invite", token)));
    }
}
