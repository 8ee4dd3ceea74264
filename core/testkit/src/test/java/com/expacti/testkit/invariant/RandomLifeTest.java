package com.expacti.testkit.invariant;

import com.expacti.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Lives that nobody thought of, drawn from a seed, with processes that die in the midst of them. */
final class RandomLifeTest {
    private static final int STEPS = 120;

    @Test
    void whatever_people_agents_rules_clocks_and_crashes_do_the_invariants_hold() {
        ForAll.forAll(150, random -> {
            RandomLife life = new RandomLife(random);
            for (int i = 0; i < STEPS; i++) {
                life.step();
            }
            life.end();
        });
    }
}
