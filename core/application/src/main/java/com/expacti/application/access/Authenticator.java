package com.expacti.application.access;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.time.InstantSource;
import java.util.Optional;

/** Says who calls, or refuses. Every refusal reads the same, so that nothing is learnt from it. */
public final class Authenticator {
    private static final int TOKEN_LENGTH_MAX = 512;
    private static final int ACCESS_TOKEN_LENGTH_MAX = 2_048;

    private final CredentialStore credentials;
    private final AccessTokens accessTokens;
    private final OrgViewCache views;
    private final InstantSource clock;

    public Authenticator(
            CredentialStore credentials, AccessTokens accessTokens, OrgViewCache views, InstantSource clock) {
        this.credentials = credentials;
        this.accessTokens = accessTokens;
        this.views = views;
        this.clock = clock;
    }

    /** @throws GateException {@code unauthorized} where the token proves nobody */
    public Caller authenticate(String token) {
        if (token.indexOf('.') >= 0 && token.length() <= ACCESS_TOKEN_LENGTH_MAX) {
            return signedIn(accessTokens.read(token).orElseThrow(Authenticator::refused));
        }
        if (token.isEmpty() || token.length() > TOKEN_LENGTH_MAX) {
            throw refused();
        }
        CredentialStore.Known known = credentials.find(Digest.ofText(token)).orElseThrow(Authenticator::refused);
        return standing(known, views.fresh(known.org()));
    }

    /** No other token has a full stop in it. A signature proves who signed in; the org's picture, that it still counts. */
    private Caller signedIn(AccessTokens.Claims claims) {
        OrgView view = viewOf(claims.org());
        var _ = Optional.ofNullable(view.credentials().get(claims.login()))
                .filter(c -> c.isLogin() && c.user().equals(Optional.of(claims.user())))
                .orElseThrow(Authenticator::refused);
        return standing(new CredentialStore.Known(claims.org(), claims.login()), view);
    }

    private OrgView viewOf(OrgId org) {
        try {
            return views.fresh(org);
        } catch (GateException e) {
            throw e.code() == ErrorCode.NOT_FOUND ? refused() : e;
        }
    }

    /** The same caller by the org's picture now: refused once the credential, agent or person is revoked. */
    public Caller again(Caller caller) {
        return standing(new CredentialStore.Known(caller.org(), caller.credential()), views.fresh(caller.org()));
    }

    /**
     * As {@link #again(Caller)} against a picture that was just looked at, for checking many callers of one org at once.
     */
    public Caller again(Caller caller, OrgView view) {
        return standing(new CredentialStore.Known(caller.org(), caller.credential()), view);
    }

    /** @throws GateException {@code forbidden} where the caller may not do this */
    public static void require(Caller caller, Permission permission) {
        if (!Access.allows(caller, permission)) {
            throw new GateException(
                    ErrorCode.FORBIDDEN, "this needs the permission `%s`".formatted(permission.literal()));
        }
    }

    private Caller standing(CredentialStore.Known known, OrgView view) {
        Credential credential = Optional.ofNullable(view.credentials().get(known.credential()))
                .filter(c -> c.goodAt(clock.instant()))
                .orElseThrow(Authenticator::refused);
        Optional<Caller> agent = credential
                .agent()
                .flatMap(id -> Optional.ofNullable(view.agents().get(id)))
                .filter(Agent::active)
                .map(a -> new AgentCaller(view.org(), credential.id(), a.id(), a.name()));
        return agent.or(() -> person(view, credential)).orElseThrow(Authenticator::refused);
    }

    private static Optional<Caller> person(OrgView view, Credential credential) {
        if (credential.agent().isPresent()) {
            return Optional.empty();
        }
        return credential
                .user()
                .flatMap(id -> Optional.ofNullable(view.people().get(id)))
                .filter(p -> p.active() && view.vouchedFor(credential.id(), p))
                .map(p -> new PersonCaller(view.org(), credential.id(), p.id(), p, credential.permissions()));
    }

    private static GateException refused() {
        return new GateException(ErrorCode.UNAUTHORIZED, "the token is missing, unknown, expired or revoked");
    }
}
