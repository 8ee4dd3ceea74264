package com.expacti.application.idempotency;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;

/**
 * One write that its caller named.
 *
 * @param key 1 to 255 printable ASCII characters, of this credential alone
 * @param request SHA-256 of what was asked: method, path and body
 */
public record Asked(OrgId org, CredentialId credential, String key, Digest request) {
    public static final int KEY_LENGTH_MAX = 255;

    public Asked {
        if (key.isEmpty() || key.length() > KEY_LENGTH_MAX || !key.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a key is 1 to 255 printable ASCII characters");
        }
    }
}
