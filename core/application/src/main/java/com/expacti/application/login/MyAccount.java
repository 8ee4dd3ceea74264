package com.expacti.application.login;

import com.expacti.application.account.Accounts;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What somebody may know of their own account. A key, and a sign-in by an org's own issuer, know no more than the org
 * they are of. */
public final class MyAccount {
    private final Accounts accounts;
    private final SecondFactor factor;
    private final OrgViewCache views;

    public MyAccount(Accounts accounts, SecondFactor factor, OrgViewCache views) {
        this.accounts = accounts;
        this.factor = factor;
        this.views = views;
    }

    /** A place in an org. */
    public record Place(OrgId org, String name, Role role) {}

    /** How they can show a second factor; empty where they have none, or an org's own issuer signed them in. */
    public Set<SecondFactor.Way> ways(PersonCaller caller) {
        if (Credential.issuerOf(caller.credential()).isPresent()) {
            return Set.of();
        }
        return accounts.of(caller.org(), caller.user()).map(factor::ways).orElse(Set.of());
    }

    /** The active ones. */
    public List<Place> places(PersonCaller caller) {
        boolean signedIn = Credential.isWholeLogin(caller.credential());
        List<Membership> own = List.of(new Membership(caller.org(), caller.user()));
        List<Membership> all = signedIn
                ? accounts.of(caller.org(), caller.user())
                        .map(accounts::memberships)
                        .orElse(own)
                : own;
        return all.stream().flatMap(this::place).toList();
    }

    private Stream<Place> place(Membership membership) {
        OrgView view = views.fresh(membership.org());
        return Optional.ofNullable(view.people().get(membership.user())).stream()
                .filter(Person::active)
                .map(person -> new Place(membership.org(), view.settings().name(), person.role()));
    }
}
