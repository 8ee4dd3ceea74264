package com.expacti.adapters.aws.keys;

import com.expacti.application.failure.GateException;
import com.expacti.application.secret.SecretBox;
import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * AES-256-GCM under a keyset that KMS opens: it asks KMS once for many secrets, and again every few minutes, so that a key that was
 * taken away is missed soon. Where KMS refuses, nothing is sealed or opened from then on; where it is away, from the time on that is set for
 * that.
 */
public final class KmsSecretBox implements SecretBox {
    /** How long what KMS said is taken for what it would say. */
    public static final Duration ASKED_AGAIN = Duration.ofMinutes(5);

    /** How long an opened keyset is used while KMS is away. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Whoever waited meanwhile is told the same, and KMS is not asked by each of them. */
    private static final Duration PAUSE_SHUT = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(KmsSecretBox.class.getName());

    private final SealedKeyset keyset;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile State state;

    private KmsSecretBox(SealedKeyset keyset, InstantSource clock) {
        this.keyset = keyset;
        this.clock = clock;
        this.state = new Shut(Instant.MIN, SdkException.create("KMS was not asked", new IllegalStateException()));
    }

    /**
     * Asks KMS, so that a process whose keys are out of reach does not start.
     *
     * @throws GateException {@code unavailable} where KMS does not answer, or refuses
     * @throws IllegalStateException where the keyset is none
     */
    public static KmsSecretBox open(SealedKeyset keyset, InstantSource clock) {
        KmsSecretBox box = new KmsSecretBox(keyset, clock);
        Aead _ = box.aead();
        return box;
    }

    /** What is known of the keyset until KMS is asked again. */
    private sealed interface State {
        Instant askAgain();

        /** @throws GateException {@code unavailable} */
        Aead aead();

        boolean goodAt(Instant now);
    }

    private record Open(Instant askAgain, Instant until, Aead aead) implements State {
        @Override
        public boolean goodAt(Instant now) {
            return now.isBefore(until);
        }
    }

    private record Shut(Instant askAgain, SdkException why) implements State {
        @Override
        public Aead aead() {
            throw SealedKeyset.unavailable(why);
        }

        @Override
        public boolean goodAt(Instant now) {
            return false;
        }
    }

    @Override
    public byte[] seal(byte[] secret, String context) {
        try {
            return aead().encrypt(secret, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be sealed", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        try {
            return aead().decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed secret does not open: it is another's, or the keyset is", e);
        }
    }

    /** One asks; the others go on with what there is while it is good, and wait where there is nothing. */
    private Aead aead() {
        State seen = state;
        Instant now = clock.instant();
        if (now.isBefore(seen.askAgain())) {
            return seen.aead();
        }
        if (!seen.goodAt(now)) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return seen.aead();
        }
        try {
            if (state.equals(seen)) {
                state = asked(seen);
            }
            return state.aead();
        } finally {
            asking.unlock();
        }
    }

    private State asked(State before) {
        SealedKeyset.Answer answer = keyset.open();
        Instant now = clock.instant();
        return switch (answer) {
            case SealedKeyset.Answer.Opened(Aead aead) -> new Open(now.plus(ASKED_AGAIN), now.plus(GOOD_FOR), aead);
            case SealedKeyset.Answer.Refused(SdkException why) -> {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "KMS refuses the key of the secrets: look at its state and policy",
                        why);
                yield new Shut(now.plus(PAUSE_SHUT), why);
            }
            case SealedKeyset.Answer.Away(SdkException why) -> {
                LOG.log(System.Logger.Level.WARNING, "KMS is not reached for the key of the secrets", why);
                yield away(before, now, why);
            }
        };
    }

    private static State away(State before, Instant now, SdkException why) {
        return switch (before) {
            case Open(Instant _, Instant until, Aead aead)
            when now.isBefore(until) -> new Open(earlier(now.plus(PAUSE), until), until, aead);
            case Open _, Shut _ -> new Shut(now.plus(PAUSE_SHUT), why);
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
