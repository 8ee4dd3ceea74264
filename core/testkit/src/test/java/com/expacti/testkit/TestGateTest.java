package com.expacti.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.Event;
import com.expacti.application.command.Submitted;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.CommandId;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TestGateTest {
    @Test
    void a_command_is_held_approved_and_redeemed() {
        TestGate gate = TestGate.create();

        Submitted submitted = gate.submit("rm -r build");
        CommandId id = submitted.stored().submission().id();
        gate.approve(id);
        gate.redeem(id);

        assertInstanceOf(Submitted.Waiting.class, submitted);
        assertEquals(Outcome.APPROVED, gate.stored(id).decision().orElseThrow().outcome());
        assertTrue(gate.ports()
                .ledger()
                .approval(gate.org().org(), id)
                .orElseThrow()
                .spent());
        assertTrue(gate.events().contains(new Event.CommandPending(gate.org().org(), id)));
        assertTrue(gate.events().contains(new Event.CommandResolved(gate.org().org(), id)));
        assertTrue(gate.useCases().audit().verify(gate.org().org()).valid());
    }

    @Test
    void ids_have_the_shape_of_a_ulid_and_never_repeat() {
        SequentialIds ids = new SequentialIds();
        Set<String> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < 5_000; i++) {
            String next = ids.next();
            assertTrue(next.matches("[0-7][0-9a-hjkmnp-tv-z]{25}"), next);
            assertTrue(seen.add(next), next);
            assertTrue(next.compareTo(last) > 0, next);
            last = next;
        }
    }

    @Test
    void a_property_that_fails_names_the_seed_that_shows_it_again() {
        AssertionError failed = assertThrows(
                AssertionError.class,
                () -> ForAll.forAll(1_000, random -> assertTrue(random.nextInt(10) != 3, "three")));

        String message = String.valueOf(failed.getMessage());
        long seed = Long.parseLong(message.replaceAll("failed with seed (\\d+) .*", "$1"));
        assertEquals(3, new SplittableRandom(seed).nextInt(10), message);
    }
}
