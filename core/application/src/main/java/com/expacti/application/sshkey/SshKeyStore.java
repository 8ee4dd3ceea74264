package com.expacti.application.sshkey;

import com.expacti.application.access.CredentialStore.Known;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.SshPublicKey;
import java.util.Map;
import java.util.Optional;

/** The port to agents' public keys. */
public interface SshKeyStore {
    /** The org's keys by the credential each is, also those that were removed. */
    Map<CredentialId, SshPublicKey> keys(OrgId org);

    /**
     * Whose key it is, before the org is known; whether it is still good is asked of the org's picture.
     *
     * @param fingerprint {@code SHA256:} and Base64, as {@link SshPublicKey#fingerprint} gives it
     */
    Optional<Known> find(String fingerprint);
}
