package com.expacti.application.access;

import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * The port to the short-lived tokens of people who signed in. One says which sign-in it belongs to; whether that still
 * stands is asked of the org's picture at every call.
 */
public interface AccessTokens {
    Duration LIFE = Duration.ofMinutes(10);

    /** Nobody signs in here. */
    AccessTokens NONE = new AccessTokens() {
        @Override
        public String issue(Claims claims) {
            throw new IllegalStateException("nobody signs in here");
        }

        @Override
        public Optional<Claims> read(String token) {
            return Optional.empty();
        }

        @Override
        public String publicKeys() {
            return "{\"keys\":[]}";
        }
    };

    /** What a token says: the sign-in's credential, whose it is, and where. */
    record Claims(OrgId org, CredentialId login, UserId user) {}

    /** A token that is good for {@link #LIFE} from now. */
    String issue(Claims claims);

    /** Empty unless the token is one of ours, for here, and in time. */
    Optional<Claims> read(String token);

    /** The public keys as a JSON Web Key Set (RFC 7517). */
    String publicKeys();
}
