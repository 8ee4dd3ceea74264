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
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sign-ins from their beginning to their end. Each is a credential; its beginning and end are in the audit log. */
public final class Logins {
    /** Sign-ins of one member at a time; one more ends the oldest. */
    static final int STANDING_MAX = 20;

    private static final Set<Permission> ALL = EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT));
    private static final String REFRESH_PREFIX = "expacti_refresh_";

    private final LoginStore store;
    private final AccessTokens accessTokens;
    private final OrgViewCache views;
    private final ChangeOrg change;
    private final Sources sources;

    public Logins(LoginStore store, AccessTokens accessTokens, OrgViewCache views, ChangeOrg change, Sources sources) {
        this.store = store;
        this.accessTokens = accessTokens;
        this.views = views;
        this.change = change;
        this.sources = sources;
    }

    boolean isActive(Membership place) {
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
        List<OrgChange> changes = new ArrayList<>();
        changes.add(new OrgChange.CredentialIssued(credential(id, person), ""));
        List<Credential> standing = standing(view, place.user());
        standing.subList(0, Math.max(0, standing.size() - STANDING_MAX + 1))
                .forEach(old -> changes.add(new OrgChange.CredentialRevoked(old.id())));
        String refresh =
                REFRESH_PREFIX + sources.secrets().hex32() + sources.secrets().hex32();
        change.apply(place.org(), person.email(), changes);
        store.open(place.org(), id, place.user(), client, Digest.ofText(refresh));
        return tokens(place.org(), id, place.user(), refresh);
    }

    private Credential credential(CredentialId id, Person person) {
        return new Credential(
                id,
                person.email(),
                Optional.empty(),
                Optional.of(person.id()),
                Optional.of(person.id()),
                ALL,
                Optional.of(sources.clock().instant().plus(LoginStore.LIFE)),
                false);
    }

    private SignIn.Tokens tokens(OrgId org, CredentialId login, UserId user, String refresh) {
        return new SignIn.Tokens(
                accessTokens.issue(new AccessTokens.Claims(org, login, user)), refresh, Optional.empty());
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
                if (!stands(org, login, user)) {
                    throw refused();
                }
                yield tokens(org, login, user, next);
            }
            case Rotation.Reused(OrgId org, CredentialId login) -> {
                endReused(org, login);
                throw refused();
            }
            case Rotation.Unknown() -> throw refused();
        };
    }

    private boolean stands(OrgId org, CredentialId login, UserId user) {
        OrgView view = views.fresh(org);
        return person(view, user).isPresent() && good(view, login).isPresent();
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
        requireLogin(caller);
        change.apply(caller, List.of(new OrgChange.CredentialRevoked(caller.credential())));
    }

    /** @throws GateException {@code forbidden} for one who came by a key, which has no say in how its person signs in */
    static void requireLogin(PersonCaller caller) {
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
