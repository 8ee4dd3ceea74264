package com.expacti.domain.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {
    @Test
    void strings_are_escaped_as_rfc_8785_section_3_2_2_shows() {
        String text = "\u20ac$\u000F\nA'B\"\\\\\"/";

        assertEquals("{\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}", write(Map.of("string", text)));
    }

    @Test
    void names_are_sorted_as_rfc_8785_section_3_2_3_shows() {
        Map<String, Object> fields = Map.of(
                "\u20ac", "Euro Sign",
                "\r", "Carriage Return",
                "\ufb33", "Hebrew Letter Dalet With Dagesh",
                "1", "One",
                "\ud83d\ude00", "Emoji: Grinning Face",
                "\u0080", "Control",
                "\u00f6", "Latin Small Letter O With Diaeresis");

        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With"
                        + " Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew"
                        + " Letter Dalet With Dagesh\"}",
                write(fields));
    }

    @Test
    void every_control_character_has_its_one_form() {
        assertEquals(
                "{\"x\":\"\\b\\t\\n\\f\\r\\u0000\\u000b\\u001f\u007f\u2028\"}",
                write(Map.of("x", "\b\t\n\f\r\u0000\u000b\u001f\u007f\u2028")));
    }

    @Test
    void integers_are_written_plainly_up_to_what_every_reader_holds() {
        assertEquals("{\"x\":0}", write(Map.of("x", 0L)));
        assertEquals("{\"x\":-7}", write(Map.of("x", -7)));
        assertEquals("{\"x\":9007199254740992}", write(Map.of("x", 1L << 53)));
        assertEquals("{\"x\":-9007199254740992}", write(Map.of("x", -(1L << 53))));
        for (long beyond : new long[] {(1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> write(Map.of("x", beyond)), Long.toString(beyond));
        }
    }

    @Test
    void lists_keep_their_order_and_nothing_else_is_a_value() {
        assertEquals("{\"x\":[\"b\",\"a\"],\"y\":[]}", write(Map.of("x", List.of("b", "a"), "y", List.of())));
        assertThrows(IllegalArgumentException.class, () -> write(Map.of("x", 1.5)));
        assertThrows(IllegalArgumentException.class, () -> write(Map.of("x", true)));
        assertThrows(IllegalArgumentException.class, () -> write(Map.of("x", Map.of())));
    }

    @Test
    void half_a_surrogate_pair_is_refused_as_rfc_8785_section_3_2_2_demands() {
        for (String broken : List.of("\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", "ok\ud83d")) {
            assertThrows(IllegalArgumentException.class, () -> write(Map.of("x", broken)));
            assertThrows(IllegalArgumentException.class, () -> write(Map.of(broken, "x")));
            assertThrows(IllegalArgumentException.class, () -> write(Map.of("x", List.of(broken))));
        }
    }

    private static String write(Map<String, Object> fields) {
        return CanonicalJson.write(new TreeMap<>(fields));
    }
}
