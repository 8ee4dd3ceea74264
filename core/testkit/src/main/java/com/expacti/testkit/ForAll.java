package com.expacti.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Checks a property on many random cases. Case {@code n} is drawn from the seed plus {@code n}; a failure names the seed
 * of its own case. {@code -Dexpacti.seed} sets the first seed and {@code -Dexpacti.cases} how many cases there are;
 * {@code -Dexpacti.fuzz.cases}, which long runs set, asks for up to a thousand times as many as usual.
 */
public final class ForAll {
    private static final long SEED = 20_260_101;
    private static final int CASES = 200;
    private static final int LONGER_MAX = 1_000;

    private ForAll() {}

    /** What has to hold for whatever the generator gives. */
    @FunctionalInterface
    public interface Property {
        /** @throws Exception where the property does not hold, or could not be looked at */
        void check(RandomGenerator random) throws Exception;
    }

    /** @throws AssertionError naming the seed of the first case that failed */
    public static void forAll(Property property) {
        forAll(CASES, property);
    }

    /** @param cases how many, unless the system property says otherwise: fewer where a case is costly */
    public static void forAll(int cases, Property property) {
        long first = Long.getLong("expacti.seed", SEED);
        int most = Integer.getInteger(
                "expacti.cases", Math.min(Integer.getInteger("expacti.fuzz.cases", cases), cases * LONGER_MAX));
        for (int i = 0; i < most; i++) {
            check(property, first + i);
        }
    }

    private static void check(Property property, long seed) {
        try {
            // Neighbouring seeds of java.util.Random begin almost alike; those of this one do not.
            property.check(new SplittableRandom(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "failed with seed %d (again: -Dexpacti.seed=%d -Dexpacti.cases=1): %s"
                            .formatted(seed, seed, e.getMessage()),
                    e);
        }
    }
}
