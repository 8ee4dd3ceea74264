package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.audit.SignerMemory;
import com.expacti.application.audit.SignerMemory.Remembered;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SignerMemory} does. */
public abstract class SignerMemoryContract {
    private static final OrgId ORG = new OrgId("org_acme");
    private static final SignedCheckpoint THIRD = Checkpointed.after(Optional.empty(), ORG, 3, 'a');
    private static final SignedCheckpoint FIFTH = Checkpointed.after(Optional.of(THIRD), ORG, 5, 'b');

    private SignerMemory memory;

    /** The memory as a process finds it that starts now. */
    protected abstract SignerMemory open();

    @BeforeEach
    final void openMemory() {
        memory = open();
    }

    @Test
    final void nothing_is_remembered_at_first() {
        assertEquals(Optional.empty(), memory.last(ORG));
    }

    @Test
    final void invariant_10_what_was_remembered_is_there_after_a_restart() {
        assertEquals(Remembered.DURABLY, memory.remember(ORG, Optional.empty(), THIRD));
        assertEquals(Remembered.DURABLY, memory.remember(ORG, Optional.of(THIRD), FIFTH));

        assertEquals(Optional.of(FIFTH), open().last(ORG));
    }

    @Test
    final void invariant_9_nothing_is_put_over_what_was_not_expected() {
        var _ = memory.remember(ORG, Optional.empty(), THIRD);

        assertEquals(Remembered.MOVED, open().remember(ORG, Optional.empty(), FIFTH));
        assertEquals(Remembered.MOVED, open().remember(ORG, Optional.of(FIFTH), THIRD));
        assertEquals(Optional.of(THIRD), open().last(ORG));
    }

    @Test
    final void invariant_6_orgs_are_remembered_apart() {
        OrgId other = new OrgId("org_other");
        var _ = memory.remember(ORG, Optional.empty(), THIRD);

        assertEquals(Optional.empty(), open().last(other));
    }

    @Test
    final void invariant_9_of_two_signers_at_once_one_is_remembered() throws InterruptedException {
        List<Remembered> results = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (char digit : "01234567".toCharArray()) {
            SignedCheckpoint next = Checkpointed.after(Optional.empty(), ORG, 3, digit);
            SignerMemory process = open();
            threads.add(Thread.startVirtualThread(() -> results.add(process.remember(ORG, Optional.empty(), next))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(1, Collections.frequency(results, Remembered.DURABLY));
        assertEquals(7, Collections.frequency(results, Remembered.MOVED));
    }
}
