package com.expacti.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code vectors/audit/signed}: key sets, checkpoints and receipts. */
class SignedVectorsTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("expacti.root", "../.."), "vectors", "audit", "signed");

    private static List<Path> cases() throws IOException {
        List<Path> cases = new ArrayList<>();
        for (String kind : List.of("good", "bad")) {
            try (Stream<Path> files = Files.list(VECTORS.resolve(kind))) {
                files.sorted().forEach(cases::add);
            }
        }
        return cases;
    }

    @Test
    void there_are_cases() throws IOException {
        assertTrue(cases().size() > 50, "the vectors are missing: " + cases());
    }

    @TestFactory
    Stream<DynamicTest> each_is_found_to_be_what_it_says() throws IOException {
        return cases().stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> holds(path)));
    }

    private static void holds(Path path) throws IOException {
        Message vector = Message.parse(Files.readString(path));
        Optional<String> expected = vector.text("reason");

        Optional<String> found = found(vector);

        assertEquals(path.startsWith(VECTORS.resolve("good")), expected.isEmpty());
        assertEquals(expected.isEmpty(), found.isEmpty(), found.toString());
        assertTrue(found.orElse("").contains(expected.orElse("")), found.toString());
    }

    private static Optional<String> found(Message vector) throws IOException {
        try {
            KeySet keys =
                    KeySet.of(Message.print(vector.object("keys").orElseThrow().fields()), vector.text("trust"));
            Optional<String> receipt = vector.text("receipt");
            if (receipt.isPresent()) {
                Receipt _ = Receipt.read(receipt.get(), keys, vector.text("command"));
                return Optional.empty();
            }
            List<Chain.Checkpoint> checkpoints = CheckpointFile.read(
                    new StringReader(vector.text("checkpoints").orElseThrow()), keys);
            return chain(vector, checkpoints);
        } catch (Unproven wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static Optional<String> chain(Message vector, List<Chain.Checkpoint> checkpoints)
            throws IOException, BadMessage {
        BufferedReader export =
                new BufferedReader(new StringReader(vector.text("export").orElseThrow()));
        return switch (Chain.verify(export, checkpoints)) {
            case Chain.Finding.Whole _ -> Optional.empty();
            case Chain.Finding.Broken(long seq, String reason) -> {
                assertEquals(vector.number("first_bad_seq"), OptionalLong.of(seq));
                yield Optional.of(reason);
            }
        };
    }
}
