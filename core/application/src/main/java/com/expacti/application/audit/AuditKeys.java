package com.expacti.application.audit;

import com.expacti.domain.audit.AuditKeySet;

/** The port to the keys that checkpoints and receipts are signed with. */
public interface AuditKeys {
    /** As they are now: another process may have rotated them. */
    AuditKeySet published();

    /**
     * Signs the text's UTF-8 (Ed25519, RFC 8032).
     *
     * @return 64 bytes in unpadded base64url
     * @throws IllegalStateException where no key of that id is there, or it does not sign any more
     */
    String sign(String keyId, String text);
}
