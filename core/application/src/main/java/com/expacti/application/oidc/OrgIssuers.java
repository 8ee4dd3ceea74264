package com.expacti.application.oidc;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.SealedCredential;
import java.util.Optional;

/** The port to what an org's picture leaves out of its own issuers. */
public interface OrgIssuers {
    /** Whose issuer it is, in whatever org: for who comes by a link, and is nobody yet. */
    Optional<OrgId> ownerOf(String issuer);

    /** What the org proves itself with there. */
    Optional<SealedCredential> secret(OrgId org, String issuer);
}
