package com.expacti.testkit.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditChain.Finding;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is done to a chain is found, at the place where it was done. */
final class AuditChainPropertiesTest {
    private static final List<String> TEXTS = List.of("", "ls", "ls ", "ümlaut ✓", "\u0000\n\"\\", "😀", "no");

    @Test
    void a_chain_that_nobody_touched_is_whole() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(12));

            Finding finding = verify(chain, chain);

            assertTrue(finding.valid(), finding.toString());
            assertEquals(chain.size(), finding.entries());
            assertEquals(Optional.empty(), finding.reason());
        });
    }

    @Test
    void an_edited_field_is_named() {
        ForAll.forAll(500, random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int at = random.nextInt(chain.size());
            List<AuditEntry> edited = new ArrayList<>(chain);
            edited.set(at, edit(random, chain.get(at)));

            assertBadAt(chain.get(at).seq(), verify(edited, chain));
        });
    }

    @Test
    void a_dropped_entry_is_named() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int at = random.nextInt(chain.size());
            List<AuditEntry> dropped = new ArrayList<>(chain);
            AuditEntry gone = dropped.remove(at);

            assertBadAt(gone.seq(), verify(dropped, chain));
        });
    }

    @Test
    void two_swapped_entries_are_named() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(2, 12));
            int one = random.nextInt(chain.size() - 1);
            int other = random.nextInt(one + 1, chain.size());
            List<AuditEntry> swapped = new ArrayList<>(chain);
            swapped.set(one, chain.get(other));
            swapped.set(other, chain.get(one));

            assertBadAt(one + 1L, verify(swapped, chain));
        });
    }

    @Test
    void two_swapped_entries_with_their_numbers_exchanged_are_named() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(2, 12));
            int one = random.nextInt(chain.size() - 1);
            List<AuditEntry> swapped = new ArrayList<>(chain);
            swapped.set(one, numbered(chain.get(one + 1), one + 1L));
            swapped.set(one + 1, numbered(chain.get(one), one + 2L));

            assertBadAt(one + 1L, verify(swapped, chain));
        });
    }

    @Test
    void an_inserted_entry_is_named_even_if_it_is_well_made() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int at = random.nextInt(chain.size());
            List<AuditEntry> inserted = new ArrayList<>(chain);
            AuditEntry made =
                    AuditEntry.chain(draft(random, 99), at + 1L, chain.get(at).prevHash());
            inserted.add(at, made);

            Finding finding = verify(inserted, chain);

            assertFalse(finding.valid());
            long found = finding.firstBadSeq().orElseThrow();
            assertTrue(found == at + 1L || found == at + 2L, finding.toString());
        });
    }

    @Test
    void an_entry_replaced_by_a_well_made_one_is_named_by_what_follows() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int at = random.nextInt(chain.size());
            List<AuditEntry> replaced = new ArrayList<>(chain);
            replaced.set(
                    at,
                    AuditEntry.chain(draft(random, 99), at + 1L, chain.get(at).prevHash()));

            assertBadAt(at + 2L, verify(replaced, chain));
        });
    }

    @Test
    void an_entry_whose_own_number_is_not_its_place_is_named() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(0, 12));
            AuditEntry made = AuditEntry.chain(
                    draft(random, 99), chain.size() + 2L, head(chain).hash());
            chain.add(new AuditEntry(chain.size() + 1L, made.fields(), made.prevHash(), made.hash()));

            assertBadAt(chain.size(), verify(chain, chain));
        });
    }

    @Test
    void a_repeated_entry_is_named() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int at = random.nextInt(chain.size());
            List<AuditEntry> repeated = new ArrayList<>(chain);
            repeated.add(at + 1, chain.get(at));

            assertBadAt(at + 1L, verify(repeated, chain));
        });
    }

    @Test
    void a_tail_cut_off_is_named_by_the_recorded_head_and_by_a_checkpoint_beyond_it() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int left = random.nextInt(chain.size());
            List<AuditEntry> cut = chain.subList(0, left);

            assertBadAt(left + 1L, verify(cut, chain));
            assertBadAt(left + 1L, AuditChain.verify(cut.iterator(), Optional.of(head(cut)), Optional.of(head(chain))));
            assertTrue(AuditChain.verify(cut.iterator(), Optional.of(head(cut)), Optional.empty())
                    .valid());
        });
    }

    @Test
    void a_chain_written_anew_from_some_entry_on_is_named_by_a_checkpoint_beyond_that() {
        ForAll.forAll(random -> {
            List<AuditEntry> chain = chain(random, random.nextInt(1, 12));
            int from = random.nextInt(chain.size());
            List<AuditEntry> anew = new ArrayList<>(chain.subList(0, from));
            while (anew.size() < chain.size()) {
                anew.add(AuditEntry.chain(
                        draft(random, 100 + anew.size()),
                        anew.size() + 1L,
                        head(anew).hash()));
            }
            int kept = random.nextInt(from, chain.size());
            Head checkpoint = new Head(kept + 1L, chain.get(kept).hash());

            assertBadAt(
                    kept + 1L, AuditChain.verify(anew.iterator(), Optional.of(head(anew)), Optional.of(checkpoint)));
        });
    }

    private static void assertBadAt(long seq, Finding finding) {
        assertFalse(finding.valid(), finding.toString());
        assertEquals(OptionalLong.of(seq), finding.firstBadSeq(), finding.toString());
        assertTrue(finding.reason().isPresent());
    }

    private static Finding verify(List<AuditEntry> entries, List<AuditEntry> original) {
        return AuditChain.verify(entries.iterator(), Optional.of(head(original)), Optional.empty());
    }

    private static Head head(List<AuditEntry> chain) {
        return chain.isEmpty()
                ? Head.EMPTY
                : new Head(chain.getLast().seq(), chain.getLast().hash());
    }

    private static List<AuditEntry> chain(RandomGenerator random, int length) {
        List<AuditEntry> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            chain.add(AuditEntry.chain(draft(random, i), i + 1L, head(chain).hash()));
        }
        return chain;
    }

    private static AuditEntry.Draft draft(RandomGenerator random, int number) {
        return new AuditEntry.Draft("aud_" + number, FakeClock.START.plusSeconds(number), "org_1", "command_decided")
                .put("command", TEXTS.get(random.nextInt(TEXTS.size())))
                .put("risk_score", random.nextInt(101))
                .put("rule_ids", List.of("rule_1", "rule_" + random.nextInt(9)));
    }

    private static AuditEntry edit(RandomGenerator random, AuditEntry entry) {
        SortedMap<String, Object> fields = new TreeMap<>(entry.fields());
        return switch (random.nextInt(7)) {
            case 0 -> {
                fields.put("command", fields.get("command") + "x");
                yield new AuditEntry(entry.seq(), fields, entry.prevHash(), entry.hash());
            }
            case 1 -> {
                Object _ = fields.remove("risk_score");
                yield new AuditEntry(entry.seq(), fields, entry.prevHash(), entry.hash());
            }
            case 2 -> {
                fields.put("comment", "it was fine");
                yield new AuditEntry(entry.seq(), fields, entry.prevHash(), entry.hash());
            }
            case 3 -> {
                fields.put("rule_ids", List.of("rule_x"));
                yield new AuditEntry(entry.seq(), fields, entry.prevHash(), entry.hash());
            }
            case 4 -> new AuditEntry(entry.seq(), fields, "1" + entry.prevHash().substring(1) + "x", entry.hash());
            case 5 ->
                new AuditEntry(
                        entry.seq(),
                        fields,
                        entry.prevHash(),
                        new StringBuilder(entry.hash()).reverse().append('x').toString());
            default -> {
                fields.put("risk_score", 2.5);
                yield new AuditEntry(entry.seq(), fields, entry.prevHash(), entry.hash());
            }
        };
    }

    private static AuditEntry numbered(AuditEntry entry, long seq) {
        SortedMap<String, Object> fields = new TreeMap<>(entry.fields());
        fields.put("seq", seq);
        return new AuditEntry(seq, fields, entry.prevHash(), entry.hash());
    }
}
