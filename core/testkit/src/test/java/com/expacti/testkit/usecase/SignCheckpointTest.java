package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.audit.Checkpoints;
import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.audit.SignerMemory;
import com.expacti.application.audit.Signing;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.KeyRotation.Reason;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.FakeAuditKeys;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.InMemoryCheckpoints;
import com.expacti.testkit.InMemorySignerMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Invariant 9: a signature is given out for one history of an org, ever. */
final class SignCheckpointTest {
    private static final OrgId ORG = new OrgId("org_acme");

    private final FakeClock clock = new FakeClock();
    private final GrowingLog log = new GrowingLog(ORG);
    private final InMemorySignerMemory memory = new InMemorySignerMemory();
    private final InMemoryCheckpoints archive = new InMemoryCheckpoints();
    private final FakeAuditKeys keys = new FakeAuditKeys(clock);

    @Test
    void an_empty_chain_has_no_checkpoint() {
        assertEquals(new Signing.Nothing(), signer().sign(ORG));
        assertEquals(Optional.empty(), memory.last(ORG));
    }

    @Test
    void the_head_is_signed_remembered_and_kept_behind_the_one_before() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        log.grow(2);
        clock.advance(Duration.ofMinutes(1));
        SignedCheckpoint second = signed(signer());

        assertEquals(log.head(ORG), second.head());
        assertEquals(AuditEntry.GENESIS, first.checkpoint().previous());
        assertEquals(first.digest(), second.checkpoint().previous());
        assertTrue(keys.published().signed(second));
        assertEquals(Optional.of(second), memory.last(ORG));
        assertEquals(List.of(first, second), kept());
    }

    @Test
    void the_same_head_again_is_the_same_checkpoint_and_no_new_line() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        clock.advance(Duration.ofMinutes(1));

        assertEquals(first, signed(signer()));
        assertEquals(List.of(first), kept());
    }

    @Test
    void a_fork_at_the_signed_entry_is_refused_whoever_asks_and_for_good() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        log.rewrite(3);
        SignCheckpoint asked = signer();

        assertRefused("another than the checkpoint", asked);
        assertRefused("another than the checkpoint", signer());
        assertEquals(List.of(first), kept());
        assertEquals(Optional.of(first), memory.last(ORG));
        assertTrue(asked.refusal(ORG).orElseThrow().contains("rewritten"));
        assertEquals(1, asked.refused());
    }

    @Test
    void a_fork_below_the_signed_entry_is_refused_also_when_the_chain_has_grown() {
        log.grow(5);
        SignedCheckpoint first = signed(signer());
        log.rewrite(2);
        log.grow(4);

        assertRefused("does not lead from the checkpoint signed at 5", signer());
        assertEquals(List.of(first), kept());
    }

    @Test
    void a_rewind_is_refused() {
        log.grow(5);
        SignedCheckpoint first = signed(signer());
        log.cut(2);

        assertRefused("behind the checkpoint signed at 5", signer());
        log.cut(3);
        assertRefused("behind the checkpoint signed at 5", signer());
        assertEquals(List.of(first), kept());
    }

    @Test
    void an_entry_changed_since_the_last_checkpoint_is_not_signed_over() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        log.grow(3);
        log.tamper(5);

        assertRefused("entry 5: hash does not fit", signer());
        assertEquals(List.of(first), kept());
    }

    @Test
    void an_erased_entry_keeps_its_place_and_is_signed_over() {
        log.grow(3);
        var _ = signed(signer());
        log.grow(3);
        log.erase(5, 6);

        assertEquals(log.head(ORG), signed(signer()).head());
    }

    @Test
    void once_the_log_is_whole_again_it_is_signed_again() {
        log.grow(3);
        SignCheckpoint asked = signer();
        var _ = signed(asked);
        List<AuditEntry> whole = log.all();
        log.cut(1);
        assertRefused("behind", asked);

        log.restore(whole);

        var _ = signed(asked);
        assertEquals(Optional.empty(), asked.refusal(ORG));
    }

    @Test
    void two_signers_at_once_sign_one_history() throws InterruptedException {
        log.grow(3);
        List<SignedCheckpoint> out = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SignCheckpoint process = signer();
            threads.add(Thread.startVirtualThread(() -> {
                for (int round = 0; round < 20; round++) {
                    log.grow(1);
                    signedIfNotCrowded(process).ifPresent(out::add);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertTrue(!out.isEmpty());
        assertTrue(kept().containsAll(out), "something was given out that is not in the archive");
        assertEquals(
                kept().size(),
                new HashSet<>(kept().stream().map(c -> c.head().seq()).toList()).size());
        assertChained(kept());
    }

    @Test
    void a_crash_between_memory_and_archive_gives_the_same_signature_out_later() {
        log.grow(3);
        var down = new SignCheckpoint(log, memory, new FullDisk(archive), keys, clock);
        assertThrows(UncheckedIOException.class, () -> down.sign(ORG));
        SignedCheckpoint remembered = memory.last(ORG).orElseThrow();
        assertEquals(List.of(), kept());
        clock.advance(Duration.ofMinutes(1));
        log.grow(2);

        SignedCheckpoint next = signed(signer());

        assertEquals(List.of(remembered, next), kept());
        assertEquals(5, next.head().seq());
    }

    @Test
    void what_cannot_be_remembered_is_not_given_out() {
        log.grow(3);
        var down = new SignCheckpoint(log, new FullMemory(), archive, keys, clock);

        assertThrows(UncheckedIOException.class, () -> down.sign(ORG));

        assertEquals(List.of(), kept());
    }

    @Test
    void a_memory_from_a_backup_learns_from_the_archive_and_forks_nothing() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        log.grow(2);
        SignedCheckpoint second = signed(signer());
        memory.restore(ORG, Optional.of(first));
        log.grow(1);

        SignedCheckpoint third = signed(signer());
        assertEquals(List.of(first, second, third), kept());
        memory.restore(ORG, Optional.empty());
        log.rewrite(6);
        assertRefused("another than the checkpoint", signer());
    }

    @Test
    void an_archive_whose_end_was_cut_off_is_seen() {
        log.grow(3);
        var _ = signed(signer());
        log.grow(1);
        var _ = signed(signer());
        log.grow(1);
        var _ = signed(signer());
        archive.cut(ORG, 2);
        log.grow(1);

        assertRefused("lines are missing", signer());
    }

    @Test
    void a_checkpoint_from_another_key_is_not_built_upon() {
        log.grow(3);
        FakeAuditKeys theirs = new FakeAuditKeys(clock);
        assertNotEquals(theirs.published().active(), keys.published().active());
        var _ = signed(new SignCheckpoint(log, new InMemorySignerMemory(), archive, theirs, clock));
        log.grow(1);

        assertRefused("not signed by a key of this key set", signer());
    }

    @Test
    void the_other_orgs_checkpoint_is_not_this_ones() {
        log.grow(3);
        SignedCheckpoint ours = signed(signer());
        OrgId other = new OrgId("org_other");
        memory.restore(other, Optional.of(ours));
        SignCheckpoint asked = new SignCheckpoint(new GrowingLog(other), memory, archive, keys, clock);

        Signing.Refused refused = assertInstanceOf(Signing.Refused.class, asked.sign(other));

        assertTrue(refused.reason().contains("for this org"), refused.reason());
    }

    @Test
    void after_a_rotation_the_new_key_signs_behind_what_the_old_one_did() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        String key = keys.rotate(Reason.SCHEDULED);
        log.grow(1);

        SignedCheckpoint second = signed(signer());

        assertEquals(key, second.checkpoint().keyId());
        assertEquals(first.digest(), second.checkpoint().previous());
        assertTrue(keys.published().signed(first), "old checkpoints still verify");
    }

    @Test
    void time_never_goes_back_along_the_checkpoints() {
        log.grow(3);
        SignedCheckpoint first = signed(signer());
        clock.advance(Duration.ofHours(-1));
        log.grow(1);

        assertEquals(
                first.checkpoint().timestamp(), signed(signer()).checkpoint().timestamp());
    }

    @Test
    void a_head_kept_before_checkpoints_were_signed_has_to_be_in_the_chain() {
        log.grow(3);
        archive.keepUnsigned(ORG, new AuditChain.Head(2, "f".repeat(64)));

        assertRefused("differs from the checkpoint", signer());
        archive.keepUnsigned(ORG, new AuditChain.Head(2, log.all().get(1).hash()));
        assertEquals(3, signed(signer()).head().seq());
    }

    /** One that was overtaken again and again gives up, without a signature. */
    private static Optional<SignedCheckpoint> signedIfNotCrowded(SignCheckpoint process) {
        try {
            return Optional.of(signed(process));
        } catch (IllegalStateException crowded) {
            return Optional.empty();
        }
    }

    private SignCheckpoint signer() {
        return new SignCheckpoint(log, memory, archive, keys, clock);
    }

    private static SignedCheckpoint signed(SignCheckpoint signer) {
        return assertInstanceOf(Signing.Signed.class, signer.sign(ORG)).checkpoint();
    }

    private static void assertRefused(String reason, SignCheckpoint signer) {
        Signing.Refused refused = assertInstanceOf(Signing.Refused.class, signer.sign(ORG));
        assertTrue(refused.reason().contains(reason), refused.reason());
    }

    private static void assertChained(List<SignedCheckpoint> checkpoints) {
        String previous = AuditEntry.GENESIS;
        for (SignedCheckpoint checkpoint : checkpoints) {
            assertEquals(previous, checkpoint.checkpoint().previous());
            previous = checkpoint.digest();
        }
    }

    private List<SignedCheckpoint> kept() {
        try (Stream<SignedCheckpoint> all = archive.all(ORG)) {
            return all.toList();
        }
    }

    /** Reads, and can't write. */
    private record FullDisk(Checkpoints behind) implements Checkpoints {
        @Override
        public Kept keep(SignedCheckpoint next) {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }

        @Override
        public Optional<SignedCheckpoint> last(OrgId org) {
            return behind.last(org);
        }

        @Override
        public Stream<SignedCheckpoint> all(OrgId org) {
            return behind.all(org);
        }

        @Override
        public Optional<AuditChain.Head> unsigned(OrgId org) {
            return behind.unsigned(org);
        }
    }

    private static final class FullMemory implements SignerMemory {
        @Override
        public Optional<SignedCheckpoint> last(OrgId org) {
            return Optional.empty();
        }

        @Override
        public Remembered remember(OrgId org, Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }
    }
}
