package com.expacti.application.access;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;

/** The port that finds a credential by the SHA-256 of its secret, before the org is known. */
@FunctionalInterface
public interface CredentialStore {
    Optional<Known> find(Digest secretSha256);

    /** Which credential it is; whether it is still good is asked of the org's picture. */
    record Known(OrgId org, CredentialId credential) {}
}
