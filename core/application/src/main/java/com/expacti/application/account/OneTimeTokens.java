package com.expacti.application.account;

import com.expacti.domain.command.Digest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The port to what is sent by mail and proves, once and for a while, that its mail was read. Only the SHA-256 of a token is
 * kept.
 */
public interface OneTimeTokens {
    /** What a token is good for; one for another purpose is unknown. */
    enum Purpose {
        /** Proves a new account's address. Subject: the sign-up. */
        VERIFY(Duration.ofHours(24)),
        /** Sets a password anew. Subject: the account. */
        RESET(Duration.ofHours(1)),
        /** Joins an org. Subject: whatever names the invite. */
        INVITE(Duration.ofDays(7)),
        /** Begins or finishes the way back of who lost every second factor. Subject: the account. */
        RECOVER(Duration.ofHours(1)),
        /** Cancels it. Subject: the account. As long as any wait may be, and what is open after it. */
        RECOVERY_CANCEL(Duration.ofDays(60));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        public Duration life() {
            return life;
        }

        public String literal() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Keeps a new token, good for the purpose's life from now.
     *
     * @param subject 1 to 200 characters
     */
    void keep(Digest secretSha256, Purpose purpose, String subject);

    /** The subject, as long as the token could be spent; leaves it as it is. */
    Optional<String> look(Digest secretSha256, Purpose purpose);

    /** The subject, for the one call that spends the token; empty where it is unknown, spent or over. */
    Optional<String> spend(Digest secretSha256, Purpose purpose);

    /** No token for this purpose and subject is good any more. */
    void revoke(Purpose purpose, String subject);
}
