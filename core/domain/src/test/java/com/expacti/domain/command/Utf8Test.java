package com.expacti.domain.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class Utf8Test {
    @Test
    void text_without_a_lone_half_of_a_pair_has_a_utf_8_form() {
        for (String good : List.of("", "a", "é", "\u20ac", "😀", "a😀b", "😀😀", "\ud7ff\ue000")) {
            assertTrue(Utf8.encodes(good), good);
        }
    }

    @Test
    void a_half_that_stands_alone_anywhere_has_none() {
        for (String bad : List.of(
                "\ud83d",
                "\ude00",
                "a\ud83d",
                "\ud83da",
                "\ude00a",
                "\ude00\ud83d",
                "😀\ud83d",
                "\ud83d😀",
                "😀\ude00")) {
            assertFalse(Utf8.encodes(bad), Integer.toString(bad.length()));
        }
    }
}
