package com.expacti.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.expacti.client.wire.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Path VECTORS = Path.of(System.getProperty("expacti.root", "../.."), "vectors", "audit");

    @Test
    void the_hash_is_the_one_of_the_published_recipe() {
        // printf '%s' "$(printf '0%.0s' {1..64})"'{"command":"git status","risk_score":5,"seq":1}' | sha256sum
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("seq", 1);
        entry.put("command", "git status");
        entry.put("hash", "left out");
        entry.put("risk_score", 5);
        entry.put("prev_hash", "left out");

        assertEquals(
                "18fc09ee937db8134605c20737f45e90fdb95c331dccd408294251bc97e67ed9", Chain.hash("0".repeat(64), entry));
    }

    @Test
    void a_whole_export_is_whole() throws IOException {
        List<String> lines = export(5);

        assertEquals(new Chain.Finding.Whole(5, 5, hash(lines.get(4))), verify(lines));
    }

    @Test
    void a_changed_entry_is_named() throws IOException {
        List<String> lines = export(5);
        lines.set(2, lines.get(2).replace("command ü 3", "command ü 4"));

        assertEquals(new Chain.Finding.Broken(3, "its content does not match its hash"), verify(lines));
    }

    @Test
    void a_changed_entry_with_a_fitting_hash_breaks_the_next() throws IOException {
        List<String> lines = export(5);
        Map<String, Object> forged =
                new LinkedHashMap<>(Message.parse(lines.get(2)).fields());
        forged.put("command", "harmless");
        forged.put("hash", Chain.hash(String.valueOf(forged.get("prev_hash")), forged));
        lines.set(2, Message.print(forged));

        assertEquals(new Chain.Finding.Broken(4, "it does not follow the entry before it"), verify(lines));
    }

    @Test
    void a_removed_entry_is_named() throws IOException {
        List<String> lines = export(5);
        lines.remove(2);

        assertEquals(new Chain.Finding.Broken(3, "it is missing: entry 4 follows entry 2"), verify(lines));
    }

    @Test
    void a_removed_beginning_is_named() throws IOException {
        List<String> lines = export(5);
        lines.removeFirst();

        assertEquals(new Chain.Finding.Broken(1, "it is missing: the export begins with entry 2"), verify(lines));
    }

    @Test
    void two_entries_that_changed_places_are_named() throws IOException {
        List<String> lines = export(5);
        Collections.swap(lines, 1, 2);

        assertEquals(new Chain.Finding.Broken(2, "it is missing: entry 3 follows entry 1"), verify(lines));
    }

    @Test
    void an_inserted_entry_is_named() throws IOException {
        List<String> lines = export(5);
        lines.add(3, lines.get(2));

        assertEquals(
                new Chain.Finding.Broken(3, "it stands behind entry 3: inserted, doubled or out of order"),
                verify(lines));
    }

    @Test
    void a_cut_end_shows_against_a_checkpoint_only() throws IOException {
        List<String> lines = export(5);
        Chain.Checkpoint checkpoint = new Chain.Checkpoint(5, hash(lines.get(4)));
        lines.removeLast();

        assertInstanceOf(Chain.Finding.Whole.class, verify(lines));
        assertEquals(
                new Chain.Finding.Broken(5, "it is missing: the checkpoint stands at entry 5"),
                Chain.verify(reader(lines), Optional.of(checkpoint)));
    }

    @Test
    void a_log_that_was_rewritten_as_a_whole_disagrees_with_the_checkpoint() throws IOException {
        Chain.Checkpoint checkpoint = new Chain.Checkpoint(3, "f".repeat(64));

        assertEquals(
                new Chain.Finding.Broken(3, "its hash is not the checkpoint's: the log was rewritten"),
                Chain.verify(reader(export(5)), Optional.of(checkpoint)));
    }

    @Test
    void an_erased_entry_needs_the_later_one_that_erased_it() throws IOException {
        List<String> lines = export(5);
        lines.set(1, erased(lines.get(1), 4));
        assertEquals(
                new Chain.Finding.Broken(2, "it is erased, and entry 4 does not say that it erased it"), verify(lines));

        lines.set(1, erased(lines.get(1), 9));
        assertEquals(new Chain.Finding.Broken(2, "it is erased, and entry 9 that erased it is missing"), verify(lines));
    }

    @Test
    void an_erasure_that_a_chained_entry_answers_for_is_good_and_one_beyond_it_is_not() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(VECTORS.resolve("good/erased.jsonl")));
        assertInstanceOf(Chain.Finding.Whole.class, verify(lines));

        lines.set(1, erased(lines.get(1), 6));

        assertEquals(
                new Chain.Finding.Broken(2, "it is erased, and entry 6 does not say that it erased it"), verify(lines));
        assertInstanceOf(
                Chain.Finding.Broken.class, verify(Files.readAllLines(VECTORS.resolve("bad/erased-by-another.jsonl"))));
        assertInstanceOf(
                Chain.Finding.Broken.class, verify(Files.readAllLines(VECTORS.resolve("bad/erased-by-nobody.jsonl"))));
    }

    private static String erased(String line, long by) throws IOException {
        Message entry = Message.parse(line);
        return Message.print(Map.of(
                "seq", entry.number("seq").getAsLong(),
                "prev_hash", entry.text("prev_hash").orElseThrow(),
                "hash", entry.text("hash").orElseThrow(),
                "erased_by", by));
    }

    private static Chain.Finding verify(List<String> lines) throws IOException {
        return Chain.verify(reader(lines), Optional.empty());
    }

    private static BufferedReader reader(List<String> lines) {
        return new BufferedReader(new StringReader(String.join("\n", lines)));
    }

    private static String hash(String line) throws IOException {
        return Message.parse(line).text("hash").orElseThrow();
    }

    private static List<String> export(int entries) {
        List<String> lines = new ArrayList<>();
        String previous = "0".repeat(64);
        for (int seq = 1; seq <= entries; seq++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("seq", seq);
            entry.put("command", "command ü " + seq);
            entry.put("risk_score", 5);
            entry.put("anomaly_reasons", List.of("high_frequency"));
            String hash = Chain.hash(previous, entry);
            entry.put("prev_hash", previous);
            entry.put("hash", hash);
            lines.add(Message.print(entry));
            previous = hash;
        }
        return lines;
    }
}
