package com.expacti.testkit;

import com.expacti.application.account.PasswordHashes;
import com.expacti.domain.command.Digest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A fast hash for tests, that counts how often it was asked to work. */
public final class FakePasswordHashes implements PasswordHashes {
    private static final String TODAY = "fake2$";
    private static final String ONCE = "fake1$";

    private final AtomicInteger work = new AtomicInteger();

    @Override
    public String hash(String password) {
        work.incrementAndGet();
        return TODAY + Digest.ofText(password).hex();
    }

    /** As it was made at a cost that is no longer today's. */
    public static String outdated(String password) {
        return ONCE + Digest.ofText(password).hex();
    }

    @Override
    public Match compare(String password, Optional<String> hash) {
        work.incrementAndGet();
        String digest = Digest.ofText(password).hex();
        if (hash.filter((TODAY + digest)::equals).isPresent()) {
            return Match.SAME;
        }
        return hash.filter((ONCE + digest)::equals).isPresent() ? Match.SAME_BUT_OUTDATED : Match.DIFFERENT;
    }

    /** How many hashes were computed. */
    public int work() {
        return work.get();
    }
}
