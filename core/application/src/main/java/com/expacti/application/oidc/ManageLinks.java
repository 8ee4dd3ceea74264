package com.expacti.application.oidc;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.account.PasswordRules;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Client;
import com.expacti.application.login.Logins;
import com.expacti.application.login.SignIn;
import com.expacti.application.oidc.Journeys.Ticket;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.application.oidc.LinkedIdentities.Link;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.totp.ProveAgain;
import com.expacti.application.totp.SecondFactor;
import com.expacti.application.totp.SecondFactor.Shown;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's own linked sign-ins. To begin to link one and to take one away takes the password again, and a code where the second factor
 * is on: who only has a stolen access token opens no second door.
 */
public final class ManageLinks {
    private final Travel travel;
    private final Tickets tickets;
    private final FinishOidc.People people;
    private final Proofs proofs;
    private final ChangeOrg change;
    private final IdSource ids;

    /** What somebody proves themselves with again. */
    public record Proofs(SignIn.Proofs first, SecondFactor second) {}

    public ManageLinks(
            Travel travel, Tickets tickets, FinishOidc.People people, Proofs proofs, ChangeOrg change, IdSource ids) {
        this.travel = travel;
        this.tickets = tickets;
        this.people = people;
        this.proofs = proofs;
        this.change = change;
        this.ids = ids;
    }

    /** A password, and what is shown for the second factor. */
    public record Again(String password, Shown second) {
        @Override
        public String toString() {
            return "Again";
        }
    }

    /** @throws GateException {@code forbidden} for who came by a key */
    public List<Link> list(PersonCaller caller) {
        return people.identities().of(account(caller).id());
    }

    /** @throws GateException {@code forbidden} for a wrong password or code, or a key; {@code not_found rate_limited unavailable} */
    public Travel.Departure begin(PersonCaller caller, String provider, Again again, Client from) {
        Account account = proven(caller, again);
        return travel.departToLink(provider, caller.org(), account.id(), from);
    }

    /**
     * Links the identity of a ticket that was begun for this account.
     *
     * @throws GateException {@code unauthorized} for another ticket; {@code conflict} where it is linked already, or the account
     *     has ten
     */
    public Link finish(PersonCaller caller, Tickets.Shown shown) {
        Account account = account(caller);
        Ticket ticket = tickets.look(shown);
        if (!ticket.linkTo().equals(Optional.of(account.id())) || !travel.isOf(ticket.identity())) {
            throw Tickets.refused();
        }
        tickets.spend(shown);
        Fresh fresh = new Fresh("idn_" + ids.next(), ticket.identity(), ticket.email());
        switch (people.identities().link(account.id(), fresh)) {
            case DONE -> {}
            case TAKEN -> throw conflict("this sign-in is linked to an account already");
            case FULL ->
                throw conflict("an account has at most %d of these; remove one first".formatted(LinkedIdentities.MAX));
        }
        tell(account, ticket.identity().provider(), "sign_in_linked", "signs in with %s too");
        return of(account, fresh.id()).orElseThrow(Tickets::refused);
    }

    /** @throws GateException {@code forbidden}; {@code not_found}; {@code conflict} for the last way in */
    public void unlink(PersonCaller caller, String id, Again again) {
        Account account = proven(caller, again);
        Link link = of(account, id).orElseThrow(() -> GateException.notFound("linked sign-in"));
        switch (people.identities().unlink(account.id(), id)) {
            case DONE -> tell(account, link.provider(), "sign_in_unlinked", "signs in with %s no more");
            case UNKNOWN -> throw GateException.notFound("linked sign-in");
            case LAST -> throw conflict("this is the only way into the account; set a password first");
        }
    }

    private Optional<Link> of(Account account, String id) {
        return people.identities().of(account.id()).stream()
                .filter(link -> link.id().equals(id))
                .findFirst();
    }

    /** One that may only enrol a second factor does that first. */
    private Account account(PersonCaller caller) {
        Logins.requireLogin(caller);
        if (caller.permissions().isEmpty()) {
            throw new GateException(ErrorCode.FORBIDDEN, "enrol a second factor, and sign in with it, first");
        }
        return people.accounts()
                .of(caller.org(), caller.user())
                .flatMap(people.accounts()::byId)
                .orElseThrow(() -> new GateException(ErrorCode.FORBIDDEN, "who calls has no account to sign in with"));
    }

    private Account proven(PersonCaller caller, Again again) {
        Account account = account(caller);
        AttemptLimits.Taken taken = proofs.first().limits().again(caller.credential());
        if (account.passwordHash().isEmpty()) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "this account has no password yet; set one by `forgotten password`, then do this");
        }
        Match match = proofs.first().hashes().compare(PasswordRules.normal(again.password()), account.passwordHash());
        if (match == Match.DIFFERENT) {
            throw new GateException(ErrorCode.FORBIDDEN, "the password is wrong");
        }
        switch (proofs.second().check(account.id(), again.second(), ProveAgain.asked(caller))) {
            case NONE, GOOD -> proofs.first().limits().giveBack(taken);
            case MISSING, WRONG ->
                throw new GateException(
                        ErrorCode.FORBIDDEN,
                        "the second factor is missing, wrong or used; send totp_code, backup_code or passkey");
        }
        return account;
    }

    /** Of an org's own issuer no other org hears. */
    private void tell(Account account, String provider, String event, String what) {
        Optional<OrgId> owner = travel.ownerOf(provider);
        for (Membership place : people.accounts().memberships(account.id())) {
            if (owner.filter(org -> !org.equals(place.org())).isPresent()) {
                continue;
            }
            change.apply(
                    place.org(),
                    account.email(),
                    List.of(new OrgChange.AccountChanged(place.user().value(), event, what.formatted(provider))));
        }
    }

    private static GateException conflict(String message) {
        return new GateException(ErrorCode.CONFLICT, message);
    }
}
