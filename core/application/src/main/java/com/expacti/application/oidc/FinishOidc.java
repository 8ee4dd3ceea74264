package com.expacti.application.oidc;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.Emails;
import com.expacti.application.account.Register;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.application.oidc.Journeys.Ticket;
import com.expacti.application.oidc.LinkedIdentities.Founding;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.Names;
import com.expacti.application.org.OrgChange;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgSettings;
import java.util.List;
import java.util.Optional;

/**
 * From a ticket to a sign-in. The account's second factor is asked for as it is behind a password. An identity nobody has signs up,
 * where that is open and the provider has verified its address; it is never taken for the account that address has. One that an org's
 * own issuer vouches for is signed in to that org, where a member linked it, and to nothing else.
 */
public final class FinishOidc {
    private final Tickets tickets;
    private final People people;
    private final SignIn signIn;
    private final ChangeOrg change;
    private final IdSource ids;
    private final Register.Door door;

    /** Who has an account, and which identities are whose. */
    public record People(Accounts accounts, LinkedIdentities identities) {}

    public FinishOidc(
            Tickets tickets, People people, SignIn signIn, ChangeOrg change, IdSource ids, Register.Door door) {
        this.tickets = tickets;
        this.people = people;
        this.signIn = signIn;
        this.change = change;
        this.ids = ids;
        this.door = door;
    }

    /** What a ticket is good for. */
    public enum Next {
        SIGN_IN,
        /** An org's name is missing. */
        SIGN_UP,
        /** Sign-up is closed: an invite is missing. */
        INVITE,
        /** The address has an account, which is signed in to otherwise, and linked there. */
        PASSWORD,
        /** An org's own issuer vouches for somebody whom no account is linked to: a member links it first. */
        LINK_FIRST,
        /** The provider does not say whose the address is. */
        NO_EMAIL,
        LINK
    }

    /** @param allowSelfApproval as at sign-up by mail */
    public record NewOrg(String name, boolean allowSelfApproval) {}

    /**
     * What is said with a ticket.
     *
     * @param org which of theirs to sign in to; by an org's own issuer there is no choice
     * @param fresh for who has none yet
     */
    public record Wanted(SecondFactor.Shown second, Optional<OrgId> org, Optional<NewOrg> fresh) {
        @Override
        public String toString() {
            return "Wanted";
        }
    }

    /** What can be done with it now. Said to nobody but who has proven to be that identity. */
    public Next next(Ticket ticket) {
        if (ticket.linkTo().isPresent()) {
            return Next.LINK;
        }
        if (people.identities().accountOf(ticket.identity()).isPresent()) {
            return Next.SIGN_IN;
        }
        if (OrgIssuer.isId(ticket.identity().provider())) {
            return Next.LINK_FIRST;
        }
        if (ticket.email().isEmpty()) {
            return Next.NO_EMAIL;
        }
        if (people.accounts().byEmail(ticket.email().get()).isPresent()) {
            return Next.PASSWORD;
        }
        return door == Register.Door.OPEN ? Next.SIGN_UP : Next.INVITE;
    }

    /**
     * Signs in, or up and in.
     *
     * @throws GateException {@code unauthorized} for a ticket that is not good, or a wrong code; {@code totp_required}; {@code
     *     forbidden} for an identity that is nobody's and can't become somebody's here; {@code invalid} with field {@code org_name}; {@code
     *     rate_limited}; {@code not_found} for an org the account has no place in
     */
    public SignIn.Tokens finish(Tickets.Shown shown, Wanted wanted, Client client) {
        Ticket ticket = tickets.look(shown);
        return switch (next(ticket)) {
            case LINK -> throw Tickets.refused();
            case SIGN_IN -> signedIn(shown, ticket, wanted, client);
            case SIGN_UP -> signedUp(shown, ticket, wanted, client);
            case INVITE -> throw forbidden("sign-up is closed here; ask the owner of your organisation for an invite");
            case LINK_FIRST ->
                throw forbidden("nobody's account is linked to this yet; sign in with your password, and link it"
                        + " under Settings");
            case PASSWORD ->
                throw forbidden(
                        "this address has an account; sign in with its password, then link this under Settings");
            case NO_EMAIL ->
                throw forbidden("this sign-in comes without a verified address; sign in otherwise, then link it");
        };
    }

    private SignIn.Tokens signedIn(Tickets.Shown shown, Ticket ticket, Wanted wanted, Client client) {
        Account account = people.identities()
                .accountOf(ticket.identity())
                .flatMap(people.accounts()::byId)
                .orElseThrow(Tickets::refused);
        ExternalIdentity identity = ticket.identity();
        if (OrgIssuer.isId(identity.provider())) {
            Logins.Voucher voucher = new Logins.Voucher(identity.provider(), identity.issuer());
            return signIn.enterBy(
                    voucher, account, wanted.second(), new SignIn.Entry(client, () -> tickets.spend(shown)));
        }
        signIn.requireSecond(account, "by a provider", wanted.second());
        tickets.spend(shown);
        return signIn.enter(account, wanted.org(), client);
    }

    private SignIn.Tokens signedUp(Tickets.Shown shown, Ticket ticket, Wanted wanted, Client client) {
        NewOrg org = wanted.fresh()
                .orElseThrow(() -> GateException.invalid(
                        "org_name", "org_name is missing: nobody signs in with this yet, name your organisation"));
        Names.require("org_name", org.name());
        String email = Emails.require(ticket.email().orElseThrow());
        tickets.spend(shown);
        OrgId fresh = new OrgId("org_" + ids.next());
        Founding whole = new Founding(
                new Account(new AccountId("acc_" + ids.next()), email, Optional.empty(), Optional.of(fresh)),
                fresh,
                new UserId("user_" + ids.next()),
                org.name());
        people.identities().found(whole, new Fresh("idn_" + ids.next(), ticket.identity(), ticket.email()));
        change.apply(
                whole.org(),
                email,
                List.of(new OrgChange.SettingsEdited(
                        OrgSettings.standard(org.name()).withSelfApproval(org.allowSelfApproval()),
                        "allow_self_approval " + org.allowSelfApproval() + ", answered at sign-up")));
        return signIn.enter(whole.account(), Optional.of(whole.org()), client);
    }

    private static GateException forbidden(String message) {
        return new GateException(ErrorCode.FORBIDDEN, message);
    }
}
