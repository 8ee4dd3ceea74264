package com.expacti.application.oidc;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Logins;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.egress.Purpose;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgIssuer.Standing;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SealedCredential;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The issuers an org brought for its own people. Only a sign-in for the whole account changes them: neither a key nor an issuer makes
 * itself mightier. What came of one ends with what it came of.
 */
public final class ManageIssuers {
    /** Issuers of one org. */
    static final int ISSUERS_MAX = 5;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final EgressGuard guard;
    private final IssuerVault vault;
    private final IdSource ids;

    public ManageIssuers(OrgViewCache views, ChangeOrg change, EgressGuard guard, IssuerVault vault, IdSource ids) {
        this.views = views;
        this.change = change;
        this.guard = guard;
        this.vault = vault;
        this.ids = ids;
    }

    /** By id. */
    public List<OrgIssuer> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return views.fresh(caller.org()).issuers().values().stream()
                .sorted(Comparator.comparing(OrgIssuer::id))
                .toList();
    }

    /** @throws GateException {@code not_found} */
    public OrgIssuer get(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return issuer(views.fresh(caller.org()), id);
    }

    /** @throws GateException {@code invalid} naming the field; {@code conflict} where the org has too many; {@code forbidden} */
    public OrgIssuer make(PersonCaller caller, IssuerDraft draft) {
        requireMay(caller);
        OrgIssuer wanted = new OrgIssuer(
                OrgIssuer.PREFIX + ids.next(),
                required("name", draft.name()),
                required("issuer", draft.url()),
                required("client_id", draft.clientId()),
                caller.person().role(),
                draft.standing().orElse(Standing.ENABLED));
        IssuerSecret secret = required("client_secret", draft.secret());
        requireReachable(wanted.url());
        SealedCredential sealed = vault.seal(caller.org(), wanted, secret);
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            if (org.issuers().size() >= ISSUERS_MAX) {
                throw new GateException(
                        ErrorCode.CONFLICT, "the org has 5 issuers, which is the most; delete one first");
            }
            return List.of(new OrgChange.IssuerMade(
                    checked(org, pointed(wanted, by.person().role())), sealed));
        });
        return issuer(after, wanted.id());
    }

    /**
     * With another issuer or client it is another issuer: it takes its secret anew, counts as set up by who calls, and nobody it
     * vouched for is linked or signed in by it any more.
     *
     * @throws GateException {@code not_found}, {@code forbidden}, or {@code invalid} naming the field
     */
    public OrgIssuer edit(PersonCaller caller, String id, IssuerDraft draft) {
        requireMay(caller);
        draft.url().ifPresent(this::requireReachable);
        OrgIssuer planned = merged(get(caller, id), draft);
        Optional<SealedCredential> sealed = draft.secret().map(secret -> vault.seal(caller.org(), planned, secret));
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            OrgIssuer before = issuer(org, id);
            OrgIssuer merged = merged(before, draft);
            if (!merged.pointsWhere(planned)) {
                throw new GateException(
                        ErrorCode.CONFLICT, "this issuer was changed a moment ago; look, and try again");
            }
            boolean moved = !merged.pointsWhere(before);
            if (moved && draft.secret().isEmpty()) {
                throw GateException.invalid(
                        "client_secret",
                        "client_secret is needed with another issuer or client_id: the old one is kept for the old");
            }
            OrgIssuer wanted = checked(org, moved ? pointed(merged, by.person().role()) : merged);
            return before.equals(wanted) && sealed.isEmpty() ? List.of() : edited(org, before, wanted, sealed);
        });
        return issuer(after, id);
    }

    private static List<OrgChange> edited(
            OrgView org, OrgIssuer before, OrgIssuer wanted, Optional<SealedCredential> sealed) {
        List<OrgChange> changes = new ArrayList<>();
        changes.add(new OrgChange.IssuerEdited(wanted, sealed));
        boolean moved = !wanted.pointsWhere(before);
        if (moved) {
            changes.add(new OrgChange.IssuerLinksEnded(wanted));
        }
        if (moved || wanted.standing() == Standing.DISABLED) {
            changes.addAll(signInsEnded(org, wanted.id()));
        }
        return changes;
    }

    /** Those it vouched for are signed out by it at once. */
    private static List<OrgChange> signInsEnded(OrgView org, String issuer) {
        return org.credentials().values().stream()
                .filter(credential -> !credential.revoked()
                        && Credential.issuerOf(credential.id()).equals(Optional.of(issuer)))
                .sorted(Comparator.comparing(credential -> credential.id().value()))
                .<OrgChange>map(credential -> new OrgChange.CredentialRevoked(credential.id()))
                .toList();
    }

    /** @throws GateException {@code not_found forbidden} */
    public void remove(PersonCaller caller, String id) {
        requireMay(caller);
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            OrgIssuer issuer = issuer(org, id);
            List<OrgChange> changes = new ArrayList<>(signInsEnded(org, id));
            changes.add(new OrgChange.IssuerLinksEnded(issuer));
            changes.add(new OrgChange.IssuerRemoved(issuer));
            return changes;
        });
    }

    private static void requireMay(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        Logins.requireLogin(caller);
    }

    /** So that its author reads why it never will be; each call asks again. It looks names up: never under a lock. */
    private void requireReachable(String url) {
        IssuerDraft.requireIssuer(guard.checkUrl("issuer", Purpose.ISSUER, url));
    }

    private static <T> T required(String field, Optional<T> value) {
        return value.orElseThrow(() -> GateException.invalid(field, field + " is missing"));
    }

    private static OrgIssuer merged(OrgIssuer before, IssuerDraft draft) {
        return new OrgIssuer(
                before.id(),
                draft.name().orElse(before.name()),
                draft.url().orElse(before.url()),
                draft.clientId().orElse(before.clientId()),
                before.pointedBy(),
                draft.standing().orElse(before.standing()));
    }

    private static OrgIssuer pointed(OrgIssuer issuer, Role by) {
        return new OrgIssuer(issuer.id(), issuer.name(), issuer.url(), issuer.clientId(), by, issuer.standing());
    }

    private static OrgIssuer checked(OrgView org, OrgIssuer wanted) {
        boolean taken = org.issuers().values().stream()
                .anyMatch(
                        each -> each.name().equals(wanted.name()) && !each.id().equals(wanted.id()));
        if (taken) {
            throw GateException.invalid("name", "another issuer has this name");
        }
        return wanted;
    }

    private static OrgIssuer issuer(OrgView org, String id) {
        return Optional.ofNullable(org.issuers().get(id)).orElseThrow(() -> GateException.notFound("OIDC issuer"));
    }
}
