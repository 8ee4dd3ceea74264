package com.expacti.application.oidc;

import com.expacti.application.account.Account;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.oidc.Journeys.Ticket;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.org.Invite;
import com.expacti.domain.org.OrgIssuer;
import java.util.Optional;

/**
 * Joining an org by a link in a mail and a ticket in place of a password: for whom a provider vouches by the very address that was
 * invited.
 */
public final class JoinByOidc {
    private final Tickets tickets;
    private final FinishOidc.People people;
    private final AcceptInvite accepting;
    private final IdSource ids;

    public JoinByOidc(Tickets tickets, FinishOidc.People people, AcceptInvite accepting, IdSource ids) {
        this.tickets = tickets;
        this.people = people;
        this.accepting = accepting;
        this.ids = ids;
    }

    /** @throws GateException as {@link AcceptInvite#accept(String, String)}; {@code unauthorized} for a ticket of another address */
    public AcceptInvite.Joined accept(String token, Tickets.Shown shown) {
        return accepting.accept(token, invite -> proven(invite, shown));
    }

    private AccountId proven(Invite invite, Tickets.Shown shown) {
        Ticket ticket = tickets.look(shown);
        boolean invited = ticket.linkTo().isEmpty()
                && !OrgIssuer.isId(ticket.identity().provider())
                && ticket.email().filter(invite.email()::equalsIgnoreCase).isPresent();
        if (!invited) {
            throw refused("the invite is for another address than this sign-in's");
        }
        Optional<AccountId> linked = people.identities().accountOf(ticket.identity());
        Optional<Account> there = people.accounts().byEmail(invite.email());
        if (!there.map(Account::id).equals(linked)) {
            throw refused("this address has an account that this sign-in is not linked to; join with its password");
        }
        tickets.spend(shown);
        return linked.orElseGet(() -> made(invite, ticket));
    }

    private AccountId made(Invite invite, Ticket ticket) {
        Account fresh =
                new Account(new AccountId("acc_" + ids.next()), invite.email(), Optional.empty(), Optional.empty());
        people.identities().make(fresh, new Fresh("idn_" + ids.next(), ticket.identity(), ticket.email()));
        return fresh.id();
    }

    private static GateException refused(String message) {
        return new GateException(ErrorCode.UNAUTHORIZED, message);
    }
}
