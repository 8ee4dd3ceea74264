package com.expacti.application.login;

import com.expacti.application.access.AccessTokens;
import com.expacti.application.account.Accounts.Membership;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.LoginStore.Rotation;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageAgents.Sources;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sign-ins from their beginning to their end. Each is a credential; its beginning and end are in the audit log. */
public final class Logins {
    /** Sign-ins of one member at a time; one more ends the oldest. */
    static final int STANDING_MAX = 20;

    private static final Set<Permission> ALL = EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT));

    /** What a sign-in may do. */
    public enum Scope {
        /** All its member's role has, but submit. */
        ALL,
        /** Nothing but enrol a second factor, which the org asks for. */
        ENROL
    }

    /**
     * An issuer of an org's own that vouched for somebody.
     *
     * @param issuer its id here
     * @param url where it was when it did
     */
    public record Voucher(String issuer, String url) {}

    private static final String REFRESH_PREFIX = "expacti_refresh_";

    private final LoginStore store;
    private final AccessTokens accessTokens;
    private final SecondFactor factor;
    private final OrgViewCache views;
    private final ChangeOrg change;
    private final Sources sources;

    public Logins(
            LoginStore store,
            AccessTokens accessTokens,
            SecondFactor factor,
            OrgViewCache views,
            ChangeOrg change,
            Sources sources) {
        this.store = store;
        this.factor = factor;
        this.accessTokens = accessTokens;
        this.views = views;
        this.change = change;
        this.sources = sources;
    }

    public boolean isActive(Membership place) {
        return person(views.fresh(place.org()), place.user()).isPresent();
    }

    private static Optional<Person> person(OrgView view, UserId user) {
        return Optional.ofNullable(view.people().get(user)).filter(Person::active);
    }

    /** Begins a sign-in of a member whose proof was found good. */
    public SignIn.Tokens open(Membership place, Client client) {
        OrgView view = views.fresh(place.org());
        Person person = person(view, place.user()).orElseThrow(Logins::refused);
        CredentialId id =
                new CredentialId(Credential.LOGIN_PREFIX + sources.ids().next());
        Scope scope = lacksFactor(view, place.user()) ? Scope.ENROL : Scope.ALL;
        change.apply(place.org(), person.email(), begun(view, credential(id, person, scope)));
        return kept(place, id, client, scope);
    }

    /**
     * Begins a sign-in of a member for whom an issuer of their org vouches. Looked at under the lock: one that is disabled or pointed
     * elsewhere at that moment vouches for nobody.
     *
     * @throws GateException {@code forbidden} where it does not vouch for them, or they lack the second factor the org asks for
     */
    SignIn.Tokens open(Membership place, Voucher voucher, Client client) {
        String email = person(views.fresh(place.org()), place.user())
                .map(Person::email)
                .orElseThrow(Logins::refused);
        CredentialId id = Credential.loginVia(sources.ids().next(), voucher.issuer());
        boolean factorOn = factor.isOn(place.org(), place.user());
        var _ = change.decide(place.org(), email, now -> {
            Person person = requireVouched(now, place, voucher, factorOn);
            return begun(now, credential(id, person, Scope.ALL));
        });
        return kept(place, id, client, Scope.ALL);
    }

    /**
     * The member's place in the org whose issuer this is, if it signs them in.
     *
     * @throws GateException {@code forbidden}, with what they can do
     */
    Membership vouched(List<Membership> places, Voucher voucher) {
        Membership place = places.stream()
                .filter(this::isActive)
                .filter(each -> views.fresh(each.org()).issuers().containsKey(voucher.issuer()))
                .findFirst()
                .orElseThrow(Logins::notVouched);
        var _ = requireVouched(views.fresh(place.org()), place, voucher, factor.isOn(place.org(), place.user()));
        return place;
    }

    private static Person requireVouched(OrgView view, Membership place, Voucher voucher, boolean factorOn) {
        OrgIssuer issuer = Optional.ofNullable(view.issuers().get(voucher.issuer()))
                .filter(each -> each.standing() == OrgIssuer.Standing.ENABLED
                        && each.url().equals(voucher.url()))
                .orElseThrow(Logins::notVouched);
        Person person = person(view, place.user()).orElseThrow(Logins::notVouched);
        if (!issuer.vouchesFor(person.role())) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "your role may more than the role of whoever set this sign-in up; sign in with your password");
        }
        if (view.settings().requireTotp() && !factorOn) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "your organisation asks for a second factor; sign in with your password and enrol one first");
        }
        return person;
    }

    private static GateException notVouched() {
        return new GateException(
                ErrorCode.FORBIDDEN, "this sign-in is not in use any more, or not for you; sign in otherwise");
    }

    /** What begins a sign-in, and ends the oldest of too many; those by an org's own issuer push out no others. */
    private List<OrgChange> begun(OrgView view, Credential login) {
        List<OrgChange> changes = new ArrayList<>();
        changes.add(new OrgChange.CredentialIssued(login, ""));
        List<Credential> standing = standing(view, login.user().orElseThrow()).stream()
                .filter(old -> Credential.issuerOf(old.id()).equals(Credential.issuerOf(login.id())))
                .toList();
        standing.subList(0, Math.max(0, standing.size() - STANDING_MAX + 1))
                .forEach(old -> changes.add(new OrgChange.CredentialRevoked(old.id())));
        return changes;
    }

    private SignIn.Tokens kept(Membership place, CredentialId id, Client client, Scope scope) {
        String refresh =
                REFRESH_PREFIX + sources.secrets().hex32() + sources.secrets().hex32();
        store.open(place.org(), id, place.user(), client, Digest.ofText(refresh));
        return tokens(new AccessTokens.Claims(place.org(), id, place.user()), refresh, scope);
    }

    private boolean lacksFactor(OrgView view, UserId user) {
        return view.settings().requireTotp() && !factor.isOn(view.org(), user);
    }

    private Credential credential(CredentialId id, Person person, Scope scope) {
        return new Credential(
                id,
                person.email(),
                Optional.empty(),
                Optional.of(person.id()),
                Optional.of(person.id()),
                scope == Scope.ALL ? ALL : Set.of(),
                Optional.of(sources.clock().instant().plus(LoginStore.LIFE)),
                false);
    }

    private SignIn.Tokens tokens(AccessTokens.Claims claims, String refresh, Scope scope) {
        return new SignIn.Tokens(accessTokens.issue(claims), refresh, scope, Optional.empty());
    }

    /**
     * Trades a refresh token for new tokens. One that was used before ends its sign-in: whoever has it now, and whoever had
     * it, has to sign in again.
     *
     * @throws GateException {@code unauthorized}
     */
    public SignIn.Tokens refresh(String refreshToken) {
        String next =
                REFRESH_PREFIX + sources.secrets().hex32() + sources.secrets().hex32();
        return switch (store.rotate(Digest.ofText(refreshToken), Digest.ofText(next))) {
            case Rotation.Rotated(OrgId org, CredentialId login, UserId user) -> {
                Scope scope = standing(org, login, user).orElseThrow(Logins::refused);
                yield tokens(new AccessTokens.Claims(org, login, user), next, scope);
            }
            case Rotation.Reused(OrgId org, CredentialId login) -> {
                endReused(org, login);
                throw refused();
            }
            case Rotation.Unknown() -> throw refused();
        };
    }

    /** What the sign-in may still do, if it stands: where the org asks for a second factor by now, it takes one. */
    private Optional<Scope> standing(OrgId org, CredentialId login, UserId user) {
        OrgView view = views.fresh(org);
        return good(view, login)
                .filter(_ -> person(view, user)
                        .filter(person -> view.vouchedFor(login, person))
                        .isPresent())
                .map(c -> c.permissions().isEmpty() ? Scope.ENROL : Scope.ALL)
                .filter(scope -> scope == Scope.ENROL || !lacksFactor(view, user));
    }

    private Optional<Credential> good(OrgView view, CredentialId login) {
        Instant now = sources.clock().instant();
        return Optional.ofNullable(view.credentials().get(login)).filter(c -> c.goodAt(now));
    }

    private void endReused(OrgId org, CredentialId login) {
        if (good(views.fresh(org), login).isPresent()) {
            change.apply(org, "system:refresh_reuse", List.of(new OrgChange.CredentialRevoked(login)));
        }
    }

    /**
     * Ends the sign-in that calls.
     *
     * @throws GateException {@code forbidden} for one who came by a key
     */
    public void logout(PersonCaller caller) {
        requireSignedIn(caller);
        change.apply(caller, List.of(new OrgChange.CredentialRevoked(caller.credential())));
    }

    /**
     * For what is about somebody's whole account.
     *
     * @throws GateException {@code forbidden} for one who came by a key, or for whom an org's own issuer vouched: neither has a say
     *     in how its person signs in
     */
    public static void requireLogin(PersonCaller caller) {
        requireSignedIn(caller);
        if (!Credential.isWholeLogin(caller.credential())) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "your organisation's own sign-in is good in that organisation alone; this takes one with your password");
        }
    }

    /** For what is of one org. @throws GateException {@code forbidden} for one who came by a key */
    public static void requireSignedIn(PersonCaller caller) {
        if (!caller.credential().value().startsWith(Credential.LOGIN_PREFIX)) {
            throw new GateException(ErrorCode.FORBIDDEN, "this takes a sign-in; a key is revoked where keys are");
        }
    }

    /**
     * Ends all sign-ins of a member.
     *
     * @param besides what happened, for the log
     */
    public void endAll(Membership place, String actor, List<OrgChange> besides) {
        List<OrgChange> changes = new ArrayList<>(besides);
        standing(views.fresh(place.org()), place.user())
                .forEach(login -> changes.add(new OrgChange.CredentialRevoked(login.id())));
        if (!changes.isEmpty()) {
            change.apply(place.org(), actor, changes);
        }
    }

    /**
     * Ends the sign-ins of those without a second factor where the org asks for one: they sign in again, and enrol. Those that may
     * only enrol stay.
     */
    public void endWithoutFactor(OrgId org, String actor) {
        OrgView view = views.fresh(org);
        Instant now = sources.clock().instant();
        Map<UserId, List<OrgChange>> byPerson = view.credentials().values().stream()
                .filter(c -> c.isLogin() && c.goodAt(now) && !c.permissions().isEmpty())
                .filter(c -> c.user().isPresent())
                .collect(Collectors.groupingBy(
                        c -> c.user().orElseThrow(),
                        Collectors.mapping(c -> new OrgChange.CredentialRevoked(c.id()), Collectors.toList())));
        byPerson.keySet().removeIf(user -> !lacksFactor(view, user));
        if (!byPerson.isEmpty()) {
            change.apply(
                    org, actor, byPerson.values().stream().flatMap(List::stream).toList());
        }
    }

    /** Those that stand, oldest first. */
    List<Credential> standing(Membership place) {
        return standing(views.fresh(place.org()), place.user());
    }

    /** Oldest first. */
    private List<Credential> standing(OrgView view, UserId user) {
        Instant now = sources.clock().instant();
        return view.credentials().values().stream()
                .filter(c -> c.isLogin() && c.goodAt(now) && c.user().equals(Optional.of(user)))
                .sorted(Comparator.comparing(c -> c.id().value()))
                .toList();
    }

    private static GateException refused() {
        return new GateException(ErrorCode.UNAUTHORIZED, "the refresh token is unknown, used or over; sign in again");
    }
}
