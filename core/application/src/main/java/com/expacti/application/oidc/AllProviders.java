package com.expacti.application.oidc;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SealedCredential;
import java.util.Optional;

/**
 * The instance's providers, and the issuers that orgs brought for their own people. Of the latter nothing tells that there are any: one
 * is known by its id alone, and one that is disabled is as unknown as one that never was.
 */
public final class AllProviders {
    private final Providers everybodys;
    private final OrgIssuers issuers;
    private final IssuerVault vault;
    private final OrgViewCache views;

    public AllProviders(Providers everybodys, OrgIssuers issuers, IssuerVault vault, OrgViewCache views) {
        this.everybodys = everybodys;
        this.issuers = issuers;
        this.vault = vault;
        this.views = views;
    }

    /** @param owner the org whose own it is; empty for one of the instance's */
    public record Known(Provider provider, Optional<OrgId> owner) {}

    /** @throws GateException {@code not_found} */
    public Known get(String id) {
        return find(id).orElseThrow(() -> GateException.notFound("provider"));
    }

    Optional<Known> find(String id) {
        return OrgIssuer.isId(id)
                ? own(id)
                : everybodys.find(id).map(provider -> new Known(provider, Optional.empty()));
    }

    /** The name it has, or had its id been all there is. */
    public String name(String id) {
        return OrgIssuer.isId(id)
                ? owner(id)
                        .flatMap(view -> issuer(view, id))
                        .map(OrgIssuer::name)
                        .orElse(id)
                : everybodys.find(id).map(Provider::name).orElse(id);
    }

    /** The org whose own it is, be it enabled or not. */
    Optional<OrgId> ownerOf(String id) {
        return OrgIssuer.isId(id) ? issuers.ownerOf(id) : Optional.empty();
    }

    private Optional<Known> own(String id) {
        return owner(id)
                .flatMap(view -> issuer(view, id)
                        .filter(each -> each.standing() == OrgIssuer.Standing.ENABLED)
                        .flatMap(
                                each -> issuers.secret(view.org(), id).map(secret -> known(view.org(), each, secret))));
    }

    private Optional<OrgView> owner(String id) {
        return issuers.ownerOf(id).map(views::fresh);
    }

    private static Optional<OrgIssuer> issuer(OrgView view, String id) {
        return Optional.ofNullable(view.issuers().get(id));
    }

    private Known known(OrgId org, OrgIssuer issuer, SealedCredential sealed) {
        Provider.Client client = new Provider.Client(issuer.clientId(), secret(org, issuer, sealed));
        return new Known(
                new Provider(issuer.id(), issuer.name(), Provider.Kind.OPENID, issuer.url(), issuer.url(), client),
                Optional.of(org));
    }

    /** The picture and the secret are read one after the other: where the issuer was moved between, they don't fit, and nothing is sent. */
    private String secret(OrgId org, OrgIssuer issuer, SealedCredential sealed) {
        try {
            return vault.open(org, issuer, sealed).text();
        } catch (IllegalStateException e) {
            throw new GateException(ErrorCode.UNAVAILABLE, "this sign-in was changed just now; try again");
        }
    }
}
