package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code vectors/secrets}. */
class SecretVectorsTest {
    private static final int CASES_MIN = 100;

    @Test
    void what_is_masked_and_what_is_not_is_as_the_vectors_say() throws IOException {
        for (String file : List.of("masked.json", "untouched.json")) {
            List<Map<String, String>> cases = cases(file);

            assertTrue(cases.size() >= CASES_MIN, file);
            for (Map<String, String> one : cases) {
                assertEquals(one.get("masked"), SecretMask.mask(text(one)), () -> text(one));
            }
        }
    }

    @Test
    void masking_keeps_the_lines_and_changes_nothing_the_second_time() throws IOException {
        for (Map<String, String> one : cases("masked.json")) {
            String masked = SecretMask.mask(text(one));

            assertEquals(text(one).lines().count(), masked.lines().count(), masked);
            assertEquals(masked, SecretMask.mask(masked));
        }
    }

    private static String text(Map<String, String> one) {
        return String.valueOf(one.get("text"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> cases(String file) throws IOException {
        Path path = Path.of(System.getProperty("expacti.root"), "vectors", "secrets", file);
        Map<String, Object> all = JSON.std.mapFrom(Files.readString(path));
        return (List<Map<String, String>>)
                (List<?>) (List<Object>) java.util.Objects.requireNonNull((List<Object>) all.get("cases"));
    }
}
