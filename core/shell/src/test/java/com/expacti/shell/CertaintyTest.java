package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a word that is not known, at least whether it may be an option, or several words. */
final class CertaintyTest {
    @Test
    void a_word_that_starts_with_a_known_unit_is_no_option() {
        for (String word : List.of("a*", "~/b", "~", "a\"$y\"", "'a'?", "a[bc]", "./-*")) {
            assertEquals(List.of("tar cf x _"), Started.by("tar cf x " + word), word);
        }
    }

    @Test
    void a_word_that_may_start_with_a_dash_or_become_several_may_be_an_option() {
        for (String word : List.of(
                "*",
                "-*",
                "''*",
                "'-'*",
                "\"a$y\"",
                "$y",
                "a$y",
                "a{b,c}",
                "a\"$@\"",
                "~$y",
                "a$(b)",
                "a\"${y[@]}\"")) {
            assertTrue(Started.by("tar cf x " + word).contains("?"), word);
        }
    }

    @Test
    void an_empty_word_is_an_operand() {
        assertTrue(Certainty.cannotBeOption(new Word(List.of(), "", new Span(0, 0))));
    }

    @Test
    void quotes_keep_an_expansion_one_word_unless_it_lists_something() {
        for (String value : List.of("\"${a:-b}\"", "\"${a[0]}\"", "\"$a$b\"", "~", "\"$(c)\"", "'a'\"$b\"")) {
            assertEquals("sudo > ls", Started.by("sudo -u " + value + " ls").getFirst(), value);
        }
        for (String value : List.of("\"${a[@]}\"", "\"${@}\"", "\"${!a*}\"", "\"${!a@}\"", "\"${@:1}\"", "$a", "a*")) {
            assertEquals(List.of("?"), Started.by("sudo -u " + value + " ls"), value);
        }
    }
}
