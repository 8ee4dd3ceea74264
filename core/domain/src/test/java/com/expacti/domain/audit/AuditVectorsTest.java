package com.expacti.domain.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of {@code vectors/audit} that are about the chain. Those about the form of an export (reason "not an entry")
 * are for whoever reads exports.
 */
final class AuditVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("expacti.root", "../.."), "vectors", "audit");

    static List<Path> cases() throws IOException {
        List<Path> cases = new ArrayList<>();
        for (String kind : List.of("good", "bad")) {
            try (Stream<Path> files = Files.list(VECTORS.resolve(kind))) {
                files.filter(file -> file.toString().endsWith(".jsonl"))
                        .filter(AuditVectorsTest::isAboutTheChain)
                        .sorted()
                        .forEach(cases::add);
            }
        }
        assertTrue(cases.size() >= 20, "the vectors are missing: " + cases);
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_chain_is_found_to_be_what_its_vector_says(Path log) throws IOException {
        Map<String, Object> expected = expected(log);
        List<AuditEntry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            entries.add(entry(line));
        }

        AuditChain.Finding finding =
                AuditChain.verify(entries.iterator(), Optional.empty(), head(expected, "checkpoint"));

        assertEquals(expected.get("valid"), finding.valid(), finding.toString());
        assertEquals(number(expected, "entries"), OptionalLong.of(finding.entries()));
        assertEquals(head(expected, "head"), Optional.of(finding.head()));
        assertEquals(number(expected, "first_bad_seq"), finding.firstBadSeq());
        String reason = Optional.ofNullable((String) expected.get("reason")).orElse("");
        assertTrue(finding.reason().orElse("").contains(reason), finding.toString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_whole_chain_is_exported_byte_for_byte_as_it_was_read(Path log) throws IOException {
        boolean good = log.toString().contains("good");
        for (String line : Files.readAllLines(log)) {
            assertTrue(!good || entry(line).json().equals(line), line);
        }
    }

    private static boolean isAboutTheChain(Path log) {
        try {
            Map<String, Object> expected = expected(log);
            return !List.of("parsing").equals(expected.get("needs")) && !"not an entry".equals(expected.get("reason"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> expected(Path log) throws IOException {
        return JSON.std.mapFrom(
                Files.readString(log.resolveSibling(log.getFileName().toString().replace(".jsonl", ".expected.json"))));
    }

    private static AuditEntry entry(String line) throws IOException {
        TreeMap<String, Object> fields = new TreeMap<>();
        JSON.std
                .mapFrom(line)
                .forEach((name, value) -> fields.put(name, value instanceof Integer n ? Long.valueOf(n) : value));
        String prevHash = String.valueOf(fields.remove("prev_hash"));
        String hash = String.valueOf(fields.remove("hash"));
        long seq = fields.get("seq") instanceof Long n ? n : -1;
        return new AuditEntry(seq, fields, prevHash, hash);
    }

    private static OptionalLong number(Map<String, Object> expected, String name) {
        return expected.get(name) instanceof Number n ? OptionalLong.of(n.longValue()) : OptionalLong.empty();
    }

    private static Optional<AuditChain.Head> head(Map<String, Object> expected, String name) {
        return expected.get(name) instanceof Map<?, ?> map
                        && map.get("seq") instanceof Number seq
                        && map.get("hash") instanceof String hash
                ? Optional.of(new AuditChain.Head(seq.longValue(), hash))
                : Optional.empty();
    }
}
