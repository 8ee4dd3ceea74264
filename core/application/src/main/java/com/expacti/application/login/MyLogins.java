package com.expacti.application.login;

import com.expacti.application.account.Accounts;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.Credential;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody's own sign-ins, in all their orgs: seeing them, and ending one or all. Nobody sees or ends another's here. */
public final class MyLogins {
    private final Accounts accounts;
    private final LoginStore store;
    private final Logins logins;
    private final ChangeOrg change;

    public MyLogins(Accounts accounts, LoginStore store, Logins logins, ChangeOrg change) {
        this.accounts = accounts;
        this.store = store;
        this.logins = logins;
        this.change = change;
    }

    /** A sign-in that stands. */
    public record Mine(OrgId org, Login login) {}

    /**
     * Newest first.
     *
     * @throws GateException {@code forbidden} for who came by a key
     */
    public List<Mine> list(PersonCaller caller) {
        requireWhole(caller);
        List<Mine> out = new ArrayList<>();
        for (Membership place : places(caller)) {
            Set<CredentialId> standing =
                    logins.standing(place).stream().map(Credential::id).collect(Collectors.toSet());
            store.logins(place.org(), place.user()).stream()
                    .filter(login -> standing.contains(login.id()))
                    .forEach(login -> out.add(new Mine(place.org(), login)));
        }
        out.sort(Comparator.comparing((Mine mine) -> mine.login().id().value()).reversed());
        return out;
    }

    /**
     * Ends one of them.
     *
     * @throws GateException {@code not_found} for one that is another's, or none
     */
    public void end(PersonCaller caller, CredentialId id) {
        Mine mine = list(caller).stream()
                .filter(each -> each.login().id().equals(id))
                .findFirst()
                .orElseThrow(() -> GateException.notFound("sign-in"));
        change.apply(mine.org(), caller.actor(), List.of(new OrgChange.CredentialRevoked(id)));
    }

    /** Ends all of them, the one that calls too. */
    public void endAll(PersonCaller caller) {
        requireWhole(caller);
        places(caller).forEach(place -> logins.endAll(place, caller.actor(), List.of()));
    }

    /** One that may only enrol sees nothing of the others, and ends none. */
    private static void requireWhole(PersonCaller caller) {
        Logins.requireLogin(caller);
        if (caller.permissions().isEmpty()) {
            throw new GateException(ErrorCode.FORBIDDEN, "enrol a second factor, and sign in with it, first");
        }
    }

    private List<Membership> places(PersonCaller caller) {
        Optional<AccountId> account = accounts.of(caller.org(), caller.user());
        return account.map(accounts::memberships).orElse(List.of(new Membership(caller.org(), caller.user())));
    }
}
