package com.expacti.domain.org;

import java.util.Locale;
import java.util.Optional;

/**
 * How a target is reached and logged in to; never what proves the login.
 *
 * @param host a host name (RFC 1123) or an IP literal
 * @param port TCP, 1–65535
 * @param login the account commands run as
 * @param hostKey its public key, as OpenSSH writes it
 * @param auth what the login is proved by
 */
public record TargetAddress(String host, int port, String login, Optional<String> hostKey, Auth auth) {
    /** What a login is proved by. */
    public enum Auth {
        PRIVATE_KEY,
        PASSWORD;

        public String literal() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
