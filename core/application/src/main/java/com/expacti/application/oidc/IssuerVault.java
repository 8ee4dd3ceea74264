package com.expacti.application.oidc;

import com.expacti.application.secret.SecretBox;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.SealedCredential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals clients' secrets. What was sealed for one issuer and client of one org opens for no other, nor after either was changed. */
public final class IssuerVault {
    private final SecretBox box;

    public IssuerVault(SecretBox box) {
        this.box = box;
    }

    SealedCredential seal(OrgId org, OrgIssuer issuer, IssuerSecret secret) {
        byte[] plain = secret.text().getBytes(StandardCharsets.UTF_8);
        return new SealedCredential(Base64.getEncoder().encodeToString(box.seal(plain, context(org, issuer))));
    }

    /** @throws IllegalStateException for what was not sealed for this, or not under this key */
    IssuerSecret open(OrgId org, OrgIssuer issuer, SealedCredential sealed) {
        byte[] plain = box.open(Base64.getDecoder().decode(sealed.base64()), context(org, issuer));
        return new IssuerSecret(new String(plain, StandardCharsets.UTF_8));
    }

    /** None of them holds a line feed, so no two share one. */
    private static String context(OrgId org, OrgIssuer issuer) {
        return String.join("\n", "issuer", org.value(), issuer.id(), issuer.url(), issuer.clientId());
    }
}
