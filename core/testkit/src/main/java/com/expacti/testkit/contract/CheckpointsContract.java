package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.audit.Checkpoints;
import com.expacti.application.audit.Checkpoints.Kept;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Checkpoints} does: invariant 9, outside the database. */
public abstract class CheckpointsContract {
    private static final OrgId ORG = new OrgId("org_acme");
    private static final OrgId OTHER = new OrgId("org_other");
    private static final SignedCheckpoint THIRD = Checkpointed.after(Optional.empty(), ORG, 3, 'a');
    private static final SignedCheckpoint FIFTH = Checkpointed.after(Optional.of(THIRD), ORG, 5, 'b');

    private Checkpoints checkpoints;

    /** The place as a process finds it that starts now: what was kept before is there. */
    protected abstract Checkpoints open();

    @BeforeEach
    final void openPlace() {
        checkpoints = open();
    }

    @Test
    final void nothing_was_kept_at_first() {
        assertEquals(Optional.empty(), checkpoints.last(ORG));
        assertEquals(Optional.empty(), checkpoints.unsigned(ORG));
        assertEquals(List.of(), all(checkpoints, ORG));
    }

    @Test
    final void invariant_9_what_was_kept_is_there_in_its_order_after_a_restart() {
        assertEquals(Kept.APPENDED, checkpoints.keep(THIRD));
        assertEquals(Kept.APPENDED, checkpoints.keep(FIFTH));

        Checkpoints later = open();
        assertEquals(Optional.of(FIFTH), later.last(ORG));
        assertEquals(List.of(THIRD, FIFTH), all(later, ORG));
    }

    @Test
    final void invariant_10_the_newest_asked_to_be_kept_again_is_kept_once() {
        var _ = checkpoints.keep(THIRD);

        assertEquals(Kept.KNOWN, open().keep(THIRD));
        assertEquals(List.of(THIRD), all(checkpoints, ORG));
    }

    @Test
    final void invariant_9_what_does_not_follow_the_newest_changes_nothing() {
        var _ = checkpoints.keep(THIRD);
        SignedCheckpoint beside = Checkpointed.after(Optional.empty(), ORG, 5, 'c');
        SignedCheckpoint skipping = Checkpointed.after(Optional.of(FIFTH), ORG, 7, 'd');

        assertEquals(Kept.FOLLOWS_ANOTHER, checkpoints.keep(beside));
        assertEquals(Kept.FOLLOWS_ANOTHER, checkpoints.keep(skipping));
        assertEquals(List.of(THIRD), all(open(), ORG));
    }

    @Test
    final void invariant_6_orgs_have_checkpoints_of_their_own() {
        SignedCheckpoint theirs = Checkpointed.after(Optional.empty(), OTHER, 3, 'a');
        var _ = checkpoints.keep(THIRD);
        var _ = checkpoints.keep(theirs);

        assertEquals(List.of(THIRD), all(open(), ORG));
        assertEquals(List.of(theirs), all(open(), OTHER));
    }

    @Test
    final void invariant_9_of_many_that_follow_the_same_one_is_kept() throws InterruptedException {
        var _ = checkpoints.keep(THIRD);
        List<Kept> results = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (char digit : "0123456789".toCharArray()) {
            SignedCheckpoint next = Checkpointed.after(Optional.of(THIRD), ORG, 5, digit);
            Checkpoints process = open();
            threads.add(Thread.startVirtualThread(() -> results.add(process.keep(next))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(1, Collections.frequency(results, Kept.APPENDED));
        assertEquals(9, Collections.frequency(results, Kept.FOLLOWS_ANOTHER));
        assertEquals(2, all(open(), ORG).size());
    }

    private static List<SignedCheckpoint> all(Checkpoints checkpoints, OrgId org) {
        try (Stream<SignedCheckpoint> all = checkpoints.all(org)) {
            return all.toList();
        }
    }
}
