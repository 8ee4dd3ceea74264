package com.expacti.adapters.postgres.tamper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.postgres.TestDatabase;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.audit.Signing;
import com.expacti.domain.audit.AuditChain.Finding;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.testkit.FakeAuditKeys;
import com.expacti.testkit.InMemoryCheckpoints;
import com.expacti.testkit.InMemorySignerMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 9 on a real PostgreSQL: whatever the schema's owner does to a chain, verifying names the first bad entry. */
final class TamperTest {
    private static final String CHANGED = "hash does not fit";
    private static final String UNCHAINED = "prev_hash is not the hash";
    private static final String MOVED = "own number is not its place";
    private static final String GAP = "was removed, inserted or moved";
    private static final String TRUNCATED = "truncated";
    private static final String REWRITTEN = "differs from the checkpoint";

    /** Nobody rewrites it: the owner of the database does not reach it. */
    private final InMemoryCheckpoints outside = new InMemoryCheckpoints();

    private final AuditLog log = TestDatabase.get().bean(AuditLog.class);
    private final ReadAudit audit = new ReadAudit(log, outside);
    private final SignCheckpoint signer = new SignCheckpoint(
            log,
            new InMemorySignerMemory(),
            outside,
            new FakeAuditKeys(InstantSource.system()),
            InstantSource.system());
    private OwnedChain chain = OwnedChain.grown();

    @BeforeEach
    void theChainIsWholeBefore() {
        assertEquals(OwnedChain.LENGTH, chain.entries().size());
        assertTrue(audit.verify(chain.org()).valid());
    }

    @Test
    void invariant_9_an_untouched_chain_verifies_with_and_without_a_checkpoint() {
        Finding without = audit.verify(chain.org());
        Head kept = signed();
        Finding with = audit.verify(chain.org());

        assertTrue(without.valid(), without.toString());
        assertTrue(with.valid(), with.toString());
        assertEquals(OwnedChain.LENGTH, with.entries());
        assertEquals(kept, with.head());
    }

    @Test
    void invariant_9_a_changed_field_is_found_in_every_entry_there_is() {
        for (long seq = 1; seq <= OwnedChain.LENGTH; seq++) {
            chain = OwnedChain.grown();
            chain.tamper("UPDATE audit_log SET entry = replace(entry, '\"decided_by\":\"', '\"decided_by\":\"x')"
                    + " WHERE org_id = :org AND seq = " + seq);

            assertBad(seq, CHANGED);
        }
    }

    @Test
    void invariant_9_an_added_field_is_a_change() {
        chain.tamper("UPDATE audit_log SET entry = replace(entry, '{', '{\"a\":1,') WHERE org_id = :org AND seq = 5");

        assertBad(5, CHANGED);
    }

    @Test
    void invariant_9_a_changed_hash_alone_is_found() {
        chain.tamper("UPDATE audit_log SET hash = reverse(hash) WHERE org_id = :org AND seq = 4");

        assertBad(4, CHANGED);
    }

    @Test
    void invariant_9_a_changed_link_alone_is_found() {
        chain.tamper("UPDATE audit_log SET prev_hash = reverse(prev_hash) WHERE org_id = :org AND seq = 4");

        assertBad(4, UNCHAINED);
    }

    @Test
    void invariant_9_a_changed_entry_with_its_hash_made_to_fit_breaks_the_link_of_the_next() {
        chain.put(forged(5, chain.entry(4).hash()));

        assertBad(6, UNCHAINED);
    }

    @Test
    void invariant_9_the_last_entry_changed_with_its_hash_made_to_fit_is_not_the_recorded_head() {
        chain.put(forged(8, chain.entry(7).hash()));

        assertBad(9, "recorded head");
    }

    @Test
    void invariant_9_an_entry_removed_from_the_middle_leaves_a_gap() {
        chain.tamper("DELETE FROM audit_log WHERE org_id = :org AND seq = 4");

        assertBad(4, GAP);
    }

    @Test
    void invariant_9_an_entry_removed_with_the_later_ones_moved_up_is_found() {
        chain.tamper(
                "DELETE FROM audit_log WHERE org_id = :org AND seq = 4",
                "UPDATE audit_log SET seq = seq + 1000 WHERE org_id = :org AND seq > 4",
                "UPDATE audit_log SET seq = seq - 1001 WHERE org_id = :org AND seq > 1000");

        assertBad(4, MOVED);
    }

    @Test
    void invariant_9_an_entry_removed_with_the_later_ones_moved_up_and_renumbered_is_found() {
        chain.tamper(
                "DELETE FROM audit_log WHERE org_id = :org AND seq = 4",
                "UPDATE audit_log SET seq = seq + 1000 WHERE org_id = :org AND seq > 4",
                "UPDATE audit_log SET entry = replace(entry, '\"seq\":' || seq - 1000, '\"seq\":' || seq - 1001),"
                        + " seq = seq - 1001 WHERE org_id = :org AND seq > 1000");

        assertBad(4, UNCHAINED);
    }

    @Test
    void invariant_9_the_first_entry_removed_is_found() {
        chain.tamper("DELETE FROM audit_log WHERE org_id = :org AND seq = 1");

        assertBad(1, GAP);
    }

    @Test
    void invariant_9_a_chain_emptied_under_its_head_is_found() {
        chain.tamper("DELETE FROM audit_log WHERE org_id = :org");

        assertBad(1, TRUNCATED);
    }

    @Test
    void invariant_9_two_entries_that_changed_places_are_found_at_the_first() {
        AuditEntry third = chain.entry(3);
        AuditEntry sixth = chain.entry(6);
        chain.put(3, sixth.fieldsJson(), sixth.prevHash(), sixth.hash());
        chain.put(6, third.fieldsJson(), third.prevHash(), third.hash());

        assertBad(3, MOVED);
    }

    @Test
    void invariant_9_two_entries_whose_contents_changed_places_and_numbers_are_found_at_the_first() {
        AuditEntry third = chain.entry(3);
        AuditEntry sixth = chain.entry(6);
        chain.put(3, sixth.fieldsJson().replace("\"seq\":6", "\"seq\":3"), third.prevHash(), third.hash());
        chain.put(6, third.fieldsJson().replace("\"seq\":3", "\"seq\":6"), sixth.prevHash(), sixth.hash());

        assertBad(3, CHANGED);
    }

    @Test
    void invariant_9_a_forged_entry_put_in_between_breaks_the_link_of_the_one_it_pushed_away() {
        makeRoomAt(5);
        chain.put(forged(5, chain.entry(4).hash()));

        assertBad(6, UNCHAINED);
    }

    @Test
    void invariant_9_a_copy_of_another_entry_put_in_between_is_found() {
        makeRoomAt(5);

        assertBad(5, MOVED);
    }

    @Test
    void invariant_9_a_forged_entry_after_the_recorded_head_keeps_the_next_one_from_being_written() {
        AuditEntry ninth = forged(9, chain.entry(8).hash());
        chain.tamper("INSERT INTO audit_log SELECT org_id, 9, 'forged', NULL, '" + ninth.fieldsJson() + "', '"
                + ninth.prevHash() + "', '" + ninth.hash() + "' FROM chain_heads WHERE org_id = :org");

        assertThrows(RuntimeException.class, () -> chain.decide("touch /tmp/x"));
        assertTrue(audit.verify(chain.org()).valid(), "it is beyond the head, so no part of the chain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gone", "null", "7", "[1]", "{\"seq\":5", "{\"seq\":5}{", "{\"seq\":5,\"a\":null}"})
    void invariant_9_what_is_no_entry_is_found(String text) {
        AuditEntry fifth = chain.entry(5);
        chain.put(5, text, fifth.prevHash(), fifth.hash());

        assertBad(5, CHANGED);
        assertEquals(OwnedChain.LENGTH, chain.entries().size(), "and the others can still be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s and more", "%s{}", " %s", "{\"decision\":\"denied\",%2$s"})
    void invariant_9_a_text_that_only_a_lenient_reader_takes_for_the_same_is_a_change(String form) {
        AuditEntry fifth = chain.entry(5);
        String text = fifth.fieldsJson();
        chain.put(5, form.formatted(text, text.substring(1)), fifth.prevHash(), fifth.hash());

        assertBad(5, CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1.5", "{}", "[null]", "[[\"a\"]]", "9007199254740993", "\"\\ud800\""})
    void invariant_9_a_value_no_entry_has_is_a_change(String value) {
        AuditEntry fifth = chain.entry(5);
        chain.put(5, fifth.fieldsJson().replace("{", "{\"a\":" + value + ","), fifth.prevHash(), fifth.hash());

        assertBad(5, CHANGED);
    }

    @Test
    void invariant_9_a_tail_cut_off_under_its_head_is_found() {
        chain.tamper("DELETE FROM audit_log WHERE org_id = :org AND seq > 6");

        assertBad(7, TRUNCATED);
    }

    @Test
    void invariant_9_a_tail_cut_off_together_with_its_head_is_found_by_the_checkpoint_alone() {
        cutOffAfter(6);
        Finding inside = audit.verify(chain.org());

        outside.keepUnsigned(chain.org(), new Head(8, "8".repeat(64)));

        assertTrue(inside.valid(), "the known limit: within the database it can't be seen");
        assertBad(7, TRUNCATED);
    }

    @Test
    void invariant_9_a_tail_cut_off_and_grown_again_differs_from_the_checkpoint() {
        Head _ = signed();
        cutOffAfter(6);
        for (String command : List.of("touch a", "touch b", "touch c")) {
            chain.decide(command);
        }

        assertBad(8, REWRITTEN);
    }

    @Test
    void invariant_9_a_head_moved_back_over_its_entries_is_found_by_the_checkpoint() {
        Head _ = signed();
        chain.tamper("UPDATE chain_heads SET seq = 6, hash = '" + chain.entry(6).hash() + "' WHERE org_id = :org");

        assertBad(7, TRUNCATED);
        assertInstanceOf(Signing.Refused.class, signer.sign(chain.org()));
    }

    @Test
    void invariant_9_a_chain_rewritten_as_a_whole_is_found_by_the_checkpoint_alone() {
        Head kept = signed();
        rewrite();
        ReadAudit blind = new ReadAudit(TestDatabase.get().bean(AuditLog.class), new InMemoryCheckpoints());

        assertTrue(blind.verify(chain.org()).valid(), "the known limit: within the database it can't be seen");
        assertBad(8, REWRITTEN);
        assertInstanceOf(Signing.Refused.class, signer.sign(chain.org()));
        assertEquals(Optional.of(kept), outside.last(chain.org()).map(SignedCheckpoint::head));
    }

    @Test
    void invariant_9_another_orgs_chain_in_the_place_of_this_is_found_by_the_checkpoint() {
        Head _ = signed();
        List<AuditEntry> other = OwnedChain.grown().entries();
        other.forEach(chain::put);
        chain.tamper("UPDATE chain_heads SET hash = '" + other.getLast().hash() + "' WHERE org_id = :org");

        assertBad(8, REWRITTEN);
    }

    private Head signed() {
        return assertInstanceOf(Signing.Signed.class, signer.sign(chain.org()))
                .checkpoint()
                .head();
    }

    private void assertBad(long seq, String reason) {
        Finding finding = audit.verify(chain.org());

        assertFalse(finding.valid(), finding.toString());
        assertEquals(OptionalLong.of(seq), finding.firstBadSeq(), finding.toString());
        assertTrue(finding.reason().orElseThrow().contains(reason), finding.toString());
        assertEquals(seq - 1, finding.entries(), "the entries before it are good");
    }

    /** Pushes the later ones on, with their numbers, and leaves a copy of the last before in the room made. */
    private void makeRoomAt(long seq) {
        chain.tamper(
                "UPDATE audit_log SET seq = seq + 1000 WHERE org_id = :org AND seq >= " + seq,
                "UPDATE audit_log SET entry = replace(entry, '\"seq\":' || seq - 1000, '\"seq\":' || seq - 999),"
                        + " seq = seq - 999 WHERE org_id = :org AND seq > 1000",
                "INSERT INTO audit_log SELECT org_id, seq + 1, event, command_id, entry, hash, hash FROM audit_log"
                        + " WHERE org_id = :org AND seq = " + (seq - 1));
    }

    private void cutOffAfter(long seq) {
        String hash = chain.entry(seq).hash();
        chain.tamper(
                "DELETE FROM audit_log WHERE org_id = :org AND seq > " + seq,
                "UPDATE chain_heads SET seq = " + seq + ", hash = '" + hash + "' WHERE org_id = :org");
    }

    /** As well as anybody can: every hash, every link and the head fit. */
    private void rewrite() {
        String previous = AuditEntry.GENESIS;
        for (long seq = 1; seq <= OwnedChain.LENGTH; seq++) {
            AuditEntry entry = forged(seq, previous);
            chain.put(entry);
            previous = entry.hash();
        }
        chain.tamper("UPDATE chain_heads SET hash = '" + previous + "' WHERE org_id = :org");
    }

    private AuditEntry forged(long seq, String prevHash) {
        AuditEntry.Draft draft =
                new AuditEntry.Draft("aud_forged", Instant.EPOCH, chain.org().value(), "command_decided");
        return AuditEntry.chain(draft.put("decided_by", "olga@example.com"), seq, prevHash);
    }
}
