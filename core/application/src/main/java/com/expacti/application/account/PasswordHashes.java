package com.expacti.application.account;

import com.expacti.application.failure.GateException;
import java.util.Optional;

/** The port to a slow hash. Few run at once, or memory and processors would be whoever asks most's. */
public interface PasswordHashes {
    /** What a comparison came to. */
    enum Match {
        /** It is the password. */
        SAME,
        /** It is the password, and the hash was made at another cost than today's: hash it again. */
        SAME_BUT_OUTDATED,
        DIFFERENT
    }

    /** @throws GateException {@code unavailable} where too many wait already */
    String hash(String password);

    /**
     * Compares in constant time, and at the same cost where there is no hash to compare with.
     *
     * @throws GateException {@code unavailable} where too many wait already
     */
    Match compare(String password, Optional<String> hash);
}
