package com.expacti.adapters.identity.password;

import com.expacti.application.account.PasswordHashes;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) by Bouncy Castle. Two run at once; others wait a while, and those for whom there is no room are told to
 * come again, so that sign-ins by the thousand take neither memory nor processors from the gate.
 */
public final class Argon2Hashes implements PasswordHashes {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 2;
    private static final int WAITING_MAX = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Argon2Cost cost;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Semaphore places = new Semaphore(AT_ONCE + WAITING_MAX);
    private final Phc nobody;

    public Argon2Hashes(Argon2Cost cost) {
        this.cost = cost;
        this.nobody = new Phc(cost, salt(), new byte[HASH_BYTES]);
    }

    @Override
    public String hash(String password) {
        byte[] salt = salt();
        return new Phc(cost, salt, compute(password, cost, salt, HASH_BYTES)).text();
    }

    @Override
    public Match compare(String password, Optional<String> hash) {
        Optional<Phc> stored = hash.flatMap(Phc::read);
        Phc against = stored.orElse(nobody);
        byte[] computed = compute(password, against.cost(), against.salt(), against.hash().length);
        boolean same = MessageDigest.isEqual(computed, against.hash());
        if (!same || stored.isEmpty()) {
            return Match.DIFFERENT;
        }
        return against.cost().equals(cost) ? Match.SAME : Match.SAME_BUT_OUTDATED;
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private byte[] compute(String password, Argon2Cost at, byte[] salt, int length) {
        if (!places.tryAcquire()) {
            throw crowded();
        }
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw crowded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw crowded();
        } finally {
            places.release();
        }
        try {
            return argon2(password, at, salt, length);
        } finally {
            turns.release();
        }
    }

    private static byte[] argon2(String password, Argon2Cost at, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(at.kibibytes())
                .withIterations(at.iterations())
                .withParallelism(at.lanes())
                .withSalt(salt)
                .build());
        byte[] out = new byte[length];
        int _ = generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }

    private static GateException crowded() {
        return new GateException(ErrorCode.UNAVAILABLE, "too many people sign in at once; try again in a few seconds");
    }
}
