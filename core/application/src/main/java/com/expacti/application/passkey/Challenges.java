package com.expacti.application.passkey;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.util.Locale;

/** The port to what waits to be signed. A challenge is one account's, for one purpose and subject, once. */
public interface Challenges {
    /** How many of an account and purpose wait; one more forgets the oldest. */
    int WAITING_MAX = 50;

    /** What a signature is for; one for another purpose is none. */
    enum Purpose {
        /** A new key. Subject: the sign-in that adds it. */
        ENROL(Duration.ofMinutes(10)),
        /** The second step of signing in. */
        SIGN_IN(Duration.ofMinutes(5)),
        /** Proving oneself again. Subject: the sign-in that does. */
        AGAIN(Duration.ofMinutes(5)),
        /** Approving one command. Subject: what names it, its text and who approves. */
        STEP_UP(Duration.ofMinutes(2));

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

    /** @param subject 1 to 200 characters */
    record Asked(Purpose purpose, String subject) {
        public static final Asked SIGN_IN = new Asked(Purpose.SIGN_IN, "sign-in");
    }

    /** What came of trying. */
    enum Use {
        TAKEN,
        REFUSED
    }

    /** Keeps it for the purpose's life from now. */
    void keep(AccountId account, Digest challenge, Asked asked);

    /** For the one call that spends it; refused where it is unknown, spent, over, another's or for something else. */
    Use spend(AccountId account, Digest challenge, Asked asked);
}
