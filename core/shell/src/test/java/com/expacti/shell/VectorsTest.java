package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code vectors/shell}, whose format {@code vectors/README.md} tells. */
final class VectorsTest {
    private static final Path ROOT = Path.of(System.getProperty("expacti.root", "../.."), "vectors", "shell");

    /** As one test: build/mutate asks for it thousands of times, and starting hundreds costs more than running them. */
    private static final boolean TOGETHER = Boolean.getBoolean("expacti.vectors.together");

    private static final List<Map<String, Object>> GOOD = vectors("good");

    private static final List<Map<String, Object>> BAD = vectors("bad");

    @TestFactory
    List<DynamicTest> every_good_vector_is_read_as_it_says() {
        return tests(GOOD, VectorsTest::requireRead);
    }

    @TestFactory
    List<DynamicTest> every_bad_vector_is_refused_for_its_reason() {
        return tests(BAD, VectorsTest::requireRefused);
    }

    private interface Check {
        void run(Map<String, Object> vector);
    }

    private static List<DynamicTest> tests(List<Map<String, Object>> vectors, Check check) {
        assertFalse(vectors.isEmpty(), "no vector was found in " + ROOT);
        if (TOGETHER) {
            return List.of(DynamicTest.dynamicTest("all", () -> vectors.forEach(check::run)));
        }
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(text(vector, "situation"), () -> check.run(vector)))
                .toList();
    }

    private static List<Map<String, Object>> vectors(String kind) {
        List<Map<String, Object>> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve(kind))) {
            for (Path file : files.sorted().toList()) {
                vectors.add(JSON.std.mapFrom(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(vectors);
    }

    private static String text(Map<String, Object> vector, String field) {
        return String.valueOf(vector.get(field));
    }

    private static void requireRead(Map<String, Object> vector) {
        Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse(text(vector, "input")));

        assertEquals(vector.get("single"), parsed.isSingleSimpleCommand());
        assertEquals(
                vector.get("commands"),
                parsed.simpleCommands().stream()
                        .map(command -> values(command.words()))
                        .toList());
        List<Object> effective = parsed.simpleCommands().stream()
                .flatMap(command -> Wrappers.effective(command).stream())
                .map(VectorsTest::described)
                .toList();
        List<Object> plain = parsed.simpleCommands().stream()
                .map(command -> (Object) Map.of("via", List.of(), "words", values(command.words())))
                .toList();
        assertEquals(vector.getOrDefault("effective", plain), effective);
    }

    private static List<String> values(List<Word> words) {
        return Arrays.asList(
                words.stream().map(word -> word.value().orElse(null)).toArray(String[]::new));
    }

    private static Object described(Effective effective) {
        return switch (effective) {
            case Effective.Command command -> Map.of("via", command.via(), "words", values(command.words()));
            case Effective.Code code -> Map.of("via", code.via(), "language", code.language(), "code", code.text());
            case Effective.Unknown unknown -> Map.of("via", unknown.via(), "unknown", unknown.reason());
        };
    }

    private static void requireRefused(Map<String, Object> vector) {
        String input = text(vector, "input");

        Parse parse = ShellParser.parse(input);

        assertEquals(new Unparsed(input, text(vector, "reason"), Integer.parseInt(text(vector, "at"))), parse);
    }
}
